import type { Network } from './networks.ts'

/** How a network counts the length of a text; the words for it are in the messages, under `share.units`. */
export type CountUnit = 'weighted' | 'graphemes' | 'utf16'

/** What a network takes of pictures. */
interface PictureRoom {
  /** More are left out there; null where no number is established. 0: none can be given with a post. */
  most: number | null
  /** The box and the bytes that a picture is made to fit. */
  width: number
  height: number
  bytes: number
}

/** What a network takes, and how it shows a link. */
export interface NetworkLimits {
  /** How much a text may count, in `unit`; null where no limit is established. */
  most: number | null
  unit: CountUnit
  /** How many bytes of UTF-8 it may have besides; null for any number. */
  bytes: number | null
  /** Where `most` is null: beyond this, few read on. Our advice, and no rule of the network. */
  advised: number | null
  /** Whether a post carries its link in a card of its own, or in the text. */
  link: 'card' | 'text'
  /** What each link in the text counts, however long; null: as long as it is. X's own counting does this by itself. */
  linkWeight: number | null
  /** Whether hashtags lead anywhere there. */
  hashtags: boolean
  /** The most cashtags that a text may have; null for any number. */
  cashtags: number | null
  pictures: PictureRoom
}

/** Where nothing smaller is asked for: sharp on every screen, and under the 5 MB that the strictest of the large networks takes. */
const roomy = { width: 2_048, height: 2_048, bytes: 5_000_000 } as const

/**
 * What each network takes, as far as its documentation or its software establishes it; what is our own choice says so.
 */
export const limits: Readonly<Record<Network, NetworkLimits>> = {
  /**
   * The Posts API documents an error for too long a text, and no number: 3,000 is what its own page and every integrator use.
   * The unit is not established, so the visible text is counted in UTF-16 units, the strictest. It fetches no page: the card
   * (`content.article`) is given with the post. 2 to 20 pictures of at most 36,152,320 pixels each; bytes not established.
   * https://learn.microsoft.com/en-us/linkedin/marketing/community-management/shares/posts-api
   */
  linkedin: {
    most: 3_000,
    unit: 'utf16',
    bytes: null,
    advised: null,
    link: 'card',
    linkWeight: null,
    hashtags: true,
    cashtags: null,
    pictures: { most: 20, ...roomy }
  },
  /**
   * 280 weighted, every link 23; the card is made from the page. An app of one's own may use one cashtag. 4 images of 5 MB.
   * https://docs.x.com/fundamentals/counting-characters
   */
  x: {
    most: 280,
    unit: 'weighted',
    bytes: null,
    advised: null,
    link: 'text',
    linkWeight: null,
    hashtags: true,
    cashtags: 1,
    pictures: { most: 4, ...roomy }
  },
  /**
   * 300 graphemes and 3,000 bytes (lexicon app.bsky.feed.post). The card is given (app.bsky.embed.external). 4 images; the
   * schema allows 2,000,000 bytes each and the guide 1,000,000.
   * https://github.com/bluesky-social/atproto/tree/main/lexicons
   */
  bluesky: {
    most: 300,
    unit: 'graphemes',
    bytes: 3_000,
    advised: null,
    link: 'card',
    linkWeight: null,
    hashtags: true,
    cashtags: null,
    pictures: { most: 4, width: 2_000, height: 2_000, bytes: 1_000_000 }
  },
  /**
   * What a server says at `/api/v2/instance`; these are its defaults. The server's own validator counts graphemes, links as
   * 23, and of `@name@server` the name alone. The card is made from the page. Bytes of pictures are the server's own setting.
   * https://docs.joinmastodon.org/entities/Instance/
   */
  mastodon: {
    most: 500,
    unit: 'graphemes',
    bytes: null,
    advised: null,
    link: 'text',
    linkWeight: 23,
    hashtags: true,
    cashtags: null,
    pictures: { most: 4, ...roomy }
  },
  /** People post these by hand, and no limit is established: the length is advice, and the card is made from the page. */
  facebook: {
    most: null,
    unit: 'graphemes',
    bytes: null,
    advised: 1_500,
    link: 'text',
    linkWeight: null,
    hashtags: true,
    cashtags: null,
    pictures: { most: null, ...roomy }
  },
  /**
   * About 28 KB for a whole message; 4,000 of them are left for the card around the text. Its button is the link. A webhook
   * uploads no picture. https://learn.microsoft.com/en-us/connectors/teams/
   */
  teams: {
    most: null,
    unit: 'graphemes',
    bytes: 24_000,
    advised: 1_500,
    link: 'card',
    linkWeight: null,
    hashtags: false,
    cashtags: null,
    pictures: { most: 0, ...roomy }
  },
  /**
   * No limit of the text is established for incoming webhooks, which upload no picture either. A link in the text unfolds.
   * https://docs.slack.dev/messaging/sending-messages-using-incoming-webhooks
   */
  slack: {
    most: null,
    unit: 'graphemes',
    bytes: null,
    advised: 1_500,
    link: 'text',
    linkWeight: null,
    hashtags: false,
    cashtags: null,
    pictures: { most: 0, ...roomy }
  },
  /** RFC 5322 limits lines, which the mailer folds, and no text. Pictures are made small enough for a letter-box. */
  mail: {
    most: null,
    unit: 'graphemes',
    bytes: null,
    advised: 4_000,
    link: 'text',
    linkWeight: null,
    hashtags: false,
    cashtags: null,
    pictures: { most: null, width: 1_600, height: 1_600, bytes: 1_000_000 }
  }
}
