import type { ShareKit } from './kit.ts'
import type { CopyLang } from './networks.ts'

/** What the house asks of every share copy; one set per workspace. */
export interface ShareRules {
  /** Must be in every copy of that language; empty for none (“#salarié Armelin”, “Opinions my own”). */
  disclosure: Record<CopyLang, string>
  /** Words and phrases that no copy may contain, whatever their case and accents. */
  blocked: string[]
  /** Hashtags that first versions carry, without their sign. */
  hashtags: string[]
  /** `utm_medium` of links; `utm_source` is the network and `utm_content` the copy. Empty: links carry no campaign. */
  medium: string
}

export const noRules: ShareRules = { disclosure: { fr: '', en: '' }, blocked: [], hashtags: [], medium: '' }

/** A kit as it is saved: with the house's medium of this day, if it has a link that the medium is for. */
export function kitUnder({ medium: _medium, ...kit }: ShareKit, rules: ShareRules): ShareKit {
  return kit.link === '' ? kit : { ...kit, medium: rules.medium }
}
