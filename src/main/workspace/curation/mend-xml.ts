// What is begun and never ended runs to the end of the text: looking for its end at each beginning would take for ever.
const token =
  /<!--[\s\S]*?(?:-->|$)|<!\[CDATA\[[\s\S]*?(?:\]\]>|$)|<(\/?)([\p{L}_][\w:.-]*)(?:"[^"<]*"|'[^'<]*'|[^<>"'])*>/gu

/**
 * Balances the tags of XML that is not well-formed: an end tag ends all that is open inside it, one that fits nothing is
 * taken for a misspelt end of the innermost element, and what stays open is closed. A lone "<" becomes text.
 */
export function mendXml(text: string): string {
  const open: string[] = []
  const parts: string[] = []
  let from = 0
  for (const { 0: whole, 1: slash, 2: name, index } of text.matchAll(token)) {
    parts.push(text.slice(from, index).replaceAll('<', '&lt;'))
    from = index + whole.length
    if (name === undefined) parts.push(ended(whole))
    else if (!slash && whole.endsWith('/>')) parts.push(whole)
    else if (slash) parts.push(closed(open, name))
    else {
      open.push(name)
      parts.push(whole)
    }
  }
  return [...parts, text.slice(from).replaceAll('<', '&lt;'), ...open.toReversed().map(name => `</${name}>`)].join('')
}

function ended(commentOrCdata: string): string {
  if (commentOrCdata.startsWith('<!--')) return ''
  return commentOrCdata.endsWith(']]>') ? commentOrCdata : `${commentOrCdata}]]>`
}

function closed(open: string[], name: string): string {
  const begun = open.lastIndexOf(name)
  const elements = begun === -1 ? open.splice(Math.max(open.length - 1, 1)) : open.splice(begun)
  return elements
    .toReversed()
    .map(element => `</${element}>`)
    .join('')
}
