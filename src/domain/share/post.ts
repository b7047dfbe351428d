import type { CopyLang, Network } from './networks.ts'

/** What goes out on one network: exactly what the editor's preview shows. */
export interface Post {
  network: Network
  lang: CopyLang
  /** The copy that it is made of; null where it was made from the release's own words. */
  copy: string | null
  /** The text as people read it, with the link in it where the network has no card of its own for links. */
  text: string
  /** The page it leads to, with campaign parameters; null without one. */
  link: string | null
  /** Of the link's card. */
  title: string
  summary: string
}
