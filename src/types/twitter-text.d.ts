/** Single files of the package: all of it is half as large again, and as a module of Node's it has no names to import. */
declare module 'twitter-text/dist/parseTweet.js' {
  /** Counts a text as X does: https://docs.x.com/fundamentals/counting-characters */
  export default function parseTweet(text: string): { weightedLength: number; valid: boolean }
}

declare module 'twitter-text/dist/extractCashtags.js' {
  /** The cashtags in a text, without their sign. */
  export default function extractCashtags(text: string): string[]
}

declare module 'twitter-text/dist/extractUrlsWithIndices.js' {
  /** The links in a text as X finds them, with where each begins and ends in UTF-16 units. */
  export default function extractUrlsWithIndices(text: string): { url: string; indices: [number, number] }[]
}
