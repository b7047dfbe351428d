/** Text for comparing: no accents, case, punctuation or doubled spaces, so that “J’aime ” and “j'aime” are one. */
export const fold = (text: string): string =>
  text
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim()
