import { feedConnector } from './factory.ts'

/** A feed for any reader. */
export const feed = feedConnector({ kind: 'feed' })

/**
 * Sharee by So-Buzz (last seen sold in 2020) and Ambassador by Sociallymap (2021) have no public way in that is documented;
 * where the customer's own instance reads a feed, this is it. A tool that does not gets the hand-off package.
 */
export const sharee = feedConnector({ kind: 'sharee' })
export const sociallymap = feedConnector({ kind: 'sociallymap' })
