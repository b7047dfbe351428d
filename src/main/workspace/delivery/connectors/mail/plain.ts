import { articleHtml } from '../../../../../domain/releases/article-html.ts'
import { htmlText } from '../../../releases/export/plain.ts'

/** A release's body for programs that show no HTML: with signs for its lists, and the addresses that its links lead to. */
export const bodyAsText = (markdown: string): string =>
  htmlText(
    articleHtml(markdown)
      .replace(/<a href="([^"]*)"[^>]*>(.*?)<\/a>/gs, (_link, address: string, words: string) =>
        address.replace(/^mailto:/, '') === words ? words : `${words} (${address})`
      )
      .replace(/<ol(?: start="(\d+)")?>(.*?)<\/ol>/gs, (list, start: string | undefined) => {
        let number = Number(start ?? 1)
        return list.replace(/<li>/g, () => `<li>${number++}. `)
      })
      .replace(/<li>(?!\d+\. )/g, '<li>• ')
      .replace(/<hr>/g, '<p>———</p>')
  )
