import type { CopyLang, Network } from './networks.ts'

/** What a release says in a few words, in one language: first share copies are made of it. */
export interface Words {
  title: string
  subtitle: string
  /** Key messages, one sentence each. */
  messages: string[]
}

/**
 * A text that people may post. `id` is unique in its kit and stays with the text, so that figures can say which one worked;
 * a copy for a language that has none of its own is made from the release's words when it is needed.
 */
export interface ShareCopy {
  id: string
  network: Network
  lang: CopyLang
  text: string
}

/** How people count a copy: first, second… of its network and language. */
export const copyNumber = (copies: readonly ShareCopy[], { id, network, lang }: ShareCopy): number =>
  copies.filter(each => each.network === network && each.lang === lang).findIndex(each => each.id === id) + 1

export const consents = ['not-needed', 'given', 'missing'] as const
/** Whether the people in a picture agreed to it. */
export type Consent = (typeof consents)[number]

/** What is known of the rights in a picture. `expires` is the last day (YYYY-MM-DD) on which it may be used; null for ever. */
export interface Rights {
  credit: string
  licence: string
  expires: string | null
  consent: Consent
}

/** A picture as a release uses it: its description and rights are frozen with the text, and so signed with it. */
export interface MediaUse extends Rights {
  /** SHA-256 of the file, hexadecimal: its name in the workspace. */
  hash: string
  /** The name that it came with, for people; never a path. */
  name: string
  type: string
  width: number
  height: number
  /** What it shows, in the release's language, for whoever does not see it. */
  alt: string
}

/** What is prepared for sharing a release: frozen in its revisions and covered by signatures. */
export interface ShareKit {
  /** The public page that posts lead to; empty while there is none. */
  link: string
  /** `utm_campaign` of that link; empty for none. */
  campaign: string
  /**
   * `utm_medium` of that link: the house's when the kit was last saved, which is when Relais writes it in. A rule that is
   * changed later changes no link that was signed, nor what a lost post is looked up by. Left out without a link.
   */
  medium?: string
  /** The key messages in the release's own language. */
  messages: string[]
  /** The same release in the other language, for copies in it. */
  other: Words | null
  copies: ShareCopy[]
  media: MediaUse[]
  /** Ids of the only accounts that the text may go to; empty: wherever it is planned. */
  destinations: string[]
}

export const emptyKit: ShareKit = {
  link: '',
  campaign: '',
  messages: [],
  other: null,
  copies: [],
  media: [],
  destinations: []
}

/** A kit that says nothing is the same as none, to the hash too: releases from before there were kits keep theirs. */
export const isEmptyKit = ({ medium: _medium, ...kit }: ShareKit): boolean =>
  JSON.stringify(kitFields(kit)) === JSON.stringify(emptyKit)

/** A kit with exactly the known fields, in one order: what is stored, hashed and signed. */
export const kitFields = (kit: ShareKit): ShareKit => ({
  link: kit.link,
  campaign: kit.campaign,
  ...(kit.medium !== undefined && { medium: kit.medium }),
  messages: [...kit.messages],
  other: kit.other && { title: kit.other.title, subtitle: kit.other.subtitle, messages: [...kit.other.messages] },
  copies: kit.copies.map(({ id, network, lang, text }) => ({ id, network, lang, text })),
  media: kit.media.map(({ hash, name, type, width, height, alt, credit, licence, expires, consent }) => ({
    hash,
    name,
    type,
    width,
    height,
    alt,
    credit,
    licence,
    expires,
    consent
  })),
  destinations: [...kit.destinations]
})
