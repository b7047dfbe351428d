import type { CopyLang } from './networks.ts'

/** After these, a full stop ends no sentence; a single capital letter is an initial. */
const abbreviation: Record<CopyLang, RegExp> = {
  fr: /(?:^|[\s(«“])(?:M|MM|Mme|Mmes|Mlle|Dr|Pr|Me|St|Ste|n°|art|p|env|cf|ex|etc|av|bd|min|max|\p{Lu}(?:\.\p{Lu})*)\.\s*$/u,
  en: /(?:^|[\s(“"])(?:Mr|Mrs|Ms|Dr|Prof|Sen|Rep|Gov|Gen|Col|Lt|St|No|vs|e\.g|i\.e|Inc|Ltd|Co|Corp|Jr|Sr|approx|\p{Lu}(?:\.\p{Lu})*)\.\s*$/u
}

const segmenters: Record<CopyLang, Intl.Segmenter> = {
  fr: new Intl.Segmenter('fr', { granularity: 'sentence' }),
  en: new Intl.Segmenter('en', { granularity: 'sentence' })
}

/** The sentences of a line of text (Unicode Standard Annex 29), which an abbreviation or an initial does not end. */
export function sentencesOf(line: string, lang: CopyLang): string[] {
  const sentences: string[] = []
  let begun = ''
  for (const { segment } of segmenters[lang].segment(line)) {
    begun += segment
    if (abbreviation[lang].test(begun.slice(-24))) continue
    sentences.push(begun.trim())
    begun = ''
  }
  if (begun.trim() !== '') sentences.push(begun.trim())
  return sentences.filter(sentence => sentence !== '')
}
