/** Where people and channels post: what a share copy is written for. */
export const networks = ['linkedin', 'x', 'bluesky', 'mastodon', 'facebook', 'teams', 'slack', 'mail'] as const
export type Network = (typeof networks)[number]

/** The languages that share copies are written in. */
export const copyLangs = ['fr', 'en'] as const
export type CopyLang = (typeof copyLangs)[number]
