import type { MessageKey } from '../../messages/index.ts'

export const sections = [
  'inbox',
  'releases',
  'media',
  'review',
  'delivery',
  'destinations',
  'reach',
  'reports',
  'settings'
] as const
export type Section = (typeof sections)[number]

/** The name of each section, and the second letter of its jump (G, then the letter). */
export const sectionNames: Record<Section, { label: MessageKey; jump: string }> = {
  inbox: { label: 'common.sections.inbox', jump: 'I' },
  releases: { label: 'common.sections.releases', jump: 'C' },
  media: { label: 'common.sections.media', jump: 'M' },
  review: { label: 'common.sections.review', jump: 'V' },
  delivery: { label: 'common.sections.delivery', jump: 'D' },
  destinations: { label: 'common.sections.destinations', jump: 'T' },
  reach: { label: 'common.sections.reach', jump: 'P' },
  reports: { label: 'common.sections.reports', jump: 'R' },
  settings: { label: 'common.sections.settings', jump: 'S' }
}

/** Where the window is: a section, and the item that is open in it. */
class Navigation {
  section = $state<Section>('releases')
  /** The open item of each section, so that coming back finds it as it was left. */
  #items = $state<Partial<Record<Section, string>>>({})

  get item(): string | undefined {
    return this.#items[this.section]
  }

  go(section: Section, item?: string): void {
    this.section = section
    if (item !== undefined) this.#items[section] = item
  }

  open(item: string | undefined): void {
    if (item === undefined) delete this.#items[this.section]
    else this.#items[this.section] = item
  }
}

export const navigation = new Navigation()
