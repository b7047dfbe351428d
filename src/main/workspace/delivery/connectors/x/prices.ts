/**
 * What X bills for one call, in US dollars, as listed in August 2026: https://docs.x.com/x-api/getting-started/pricing.
 * X shows the rates of the day in its developer console only.
 */
export const prices = { currency: 'USD', post: 0.015, postWithLink: 0.2, ownPostRead: 0.001 } as const
