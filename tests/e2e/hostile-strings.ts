import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { sharedData, sharedJson } from '../support/shared.ts'

const collections = [
  'xss/bleach.json',
  'xss/dompurify.json',
  'xss/feedparser-sanitize.json',
  'xss/owasp-filter-evasion.json',
  'xss/payloadbox.json',
  'unicode/naughty-strings.json'
]

/** The collections of attack strings that are not at hand, so that a skipped test can name them. */
export const absent = collections.filter(path => !existsSync(join(sharedData, path)))

/** All attack strings of the collections that are at hand, without repetition. */
export const collected = (): string[] => {
  const read = (path: string): string[] =>
    sharedJson<{ payload?: string; text?: string }[]>(path).map(({ payload, text }) => payload ?? text ?? '')
  const all = collections.filter(path => !absent.includes(path)).flatMap(read)
  return [...new Set(all)].filter(text => text.trim() !== '')
}

const attack = "window.__pwned='yes'"

/** Made up for this test, by kind of trick. `at` is an address that counts who calls it. */
export const ours = (at: string): Record<string, string> => ({
  'script element': `<script>${attack}</script>`,
  'script from elsewhere': `<script src="${at}/script.js"></script>`,
  'picture that fails': `<img src="${at}/none.png" onerror="${attack}">`,
  'drawing that loads': `<svg/onload=${attack}><animate onbegin="${attack}" attributeName=x dur=1s></svg>`,
  'Markdown link to a script': `[read more](javascript:${attack}) and [this](data:text/html,<script>${attack}</script>)`,
  'scheme in disguise': `<a href="jav&#x09;ascript:${attack}">a</a> <a href="&#1;javascript:${attack}">b</a> [c](JaVa&Tab;Script:${attack})`,
  'title that closes its attribute': `[a](https://armelin.example "x\\" onmouseover=\\"${attack}") ![b](${at}/b.png "\\" onerror=\\"${attack}")`,
  'fence that closes its attribute': `\`\`\`x" onpointerenter="${attack}\ncode\n\`\`\``,
  'markup that changes when read twice': `<math><mtext><table><mglyph><style><!--</style><img title="--&gt;&lt;img src=1 onerror=${attack}&gt;"></table></mtext></math>`,
  'comment that ends early': `<!--><img src=1 onerror=${attack}>--> <noscript><p title="</noscript><img src=1 onerror=${attack}>"></p></noscript>`,
  'names that hide others': `<form><input name=attributes><input name=childNodes></form><img name=body><a id=relais href=x>a</a><a id=relais name=call href=x>b</a>`,
  'frame with a page in it': `<iframe srcdoc="<script>top.${attack}</script>"></iframe><object data="data:text/html,<script>top.${attack}</script>"></object>`,
  'page that leads elsewhere': `<meta http-equiv="refresh" content="0;url=${at}/refresh"><base href="${at}/"><a href="next">a</a>`,
  'style that calls home': `<style>@import '${at}/style.css';</style><p style="background:url(${at}/style.png)">styled</p><link rel=stylesheet href="${at}/link.css">`,
  'form that poses as ours': `<form action="${at}/form"><input name=passphrase autofocus onfocus="${attack}"><button>Sign</button></form>`,
  'details that open': `<details open ontoggle="${attack}"><summary>more</summary>text</details><video autoplay onerror="${attack}"><source src="${at}/v.mp4"></video>`,
  'pictures that report': `![seen](${at}/seen.png) <img srcset="${at}/set.png 1x" src="${at}/src.png"> <picture><source srcset="${at}/picture.png"></picture>`,
  'link that pings': `<a href="https://armelin.example/" ping="${at}/ping" target="_blank" rel="opener">a</a>`,
  'template of a framework': `{@html '<img src=1 onerror="${attack}">'} {{constructor.constructor("${attack}")()}} \${${attack}}`,
  'marks of our own': `kept \uE010added\uE011 \uE012removed\uE013 \uE000hit\uE001 kept`,
  'name that is a method': '__proto__ constructor toString <x-relais is="x" slot="x">a</x-relais>',
  'text that runs backwards': `\u202E<script>${attack}</script>\u202C \u2028 \uFEFF`
})

/** What ends most of what a string leaves open, so that the next one in the same text is read for itself. */
const closers = `\n\n"'>-->]]>?></script></style></textarea></title></xmp></noscript></iframe></select></template></svg></math></table></pre>\n\n`

export const marker = (index: number): string => `payload ${index} ends`

/** Many strings as one text, each followed by a word that is only to be seen if the string before did not swallow it. */
export const packed = (strings: readonly string[]): string =>
  strings.map((text, index) => `${text}${closers}${marker(index)}\n\n`).join('')

export function inPacks<T>(items: readonly T[], size: number): T[][] {
  return Array.from({ length: Math.ceil(items.length / size) }, (_, index) =>
    items.slice(index * size, (index + 1) * size)
  )
}

/** As many of the strings as fit into one line of `length`; the rest makes the next line. */
export function asLines(strings: readonly string[], length: number): string[] {
  const lines: string[] = []
  let line = ''
  for (const text of strings.map(each => each.replace(/\s+/g, ' ').trim()).filter(each => each.length <= length)) {
    if (line && line.length + text.length + 1 > length) {
      lines.push(line)
      line = ''
    }
    line = line ? `${line} ${text}` : text
  }
  return line ? [...lines, line] : lines
}
