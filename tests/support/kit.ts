import type { ReleaseContent } from '../../src/domain/releases/release.ts'
import { emptyKit, type MediaUse, type ShareCopy, type ShareKit } from '../../src/domain/share/kit.ts'
import type { ShareRules } from '../../src/domain/share/rules.ts'
import { sampleContent } from './approved.ts'

export const link = 'https://www.armelin.com/usine'

export const houseRules: ShareRules = {
  disclosure: { fr: '#salarié Armelin', en: 'I work for Armelin' },
  blocked: ['révolutionnaire', 'world’s first'],
  hashtags: ['EauDePluie', 'Landelles'],
  medium: 'employees'
}

export const aCopy = (change: Partial<ShareCopy> = {}): ShareCopy => ({
  id: 'linkedin-fr-1',
  network: 'linkedin',
  lang: 'fr',
  text: 'Notre nouvelle usine ouvre. #EauDePluie #salarié Armelin',
  ...change
})

export const aPicture = (change: Partial<MediaUse> = {}): MediaUse => ({
  hash: 'a'.repeat(64),
  name: 'usine.jpg',
  type: 'image/jpeg',
  width: 2_400,
  height: 1_600,
  alt: 'La façade de l’usine, un matin de brume',
  credit: 'Photo : Armelin',
  licence: 'CC BY 4.0',
  expires: null,
  consent: 'not-needed',
  ...change
})

export const withKit = (kit: Partial<ShareKit>, content: Partial<ReleaseContent> = {}): ReleaseContent => ({
  ...sampleContent,
  ...content,
  kit: { ...emptyKit, ...kit }
})
