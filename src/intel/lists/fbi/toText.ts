const ENTITIES: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'", nbsp: ' ' }
// Tags that stand inside a word or line; all others end a line.
const INLINE = /<\/?(?:a|abbr|b|code|em|font|i|mark|small|span|strong|sub|sup|u|wbr)\b[^<>]*>/gi
const HIDDEN = /<!--|<(?:script|style|template)\b/gi

/**
 * The text of a page, for reading only: it is not safe to show.
 *
 * @example
 * toText('<p>0x<b>12</b></p><script>x</script>&amp;') // '\n0x12\n\n&'
 */
export function toText(html: string): string {
  return withoutHidden(html)
    .replace(INLINE, '')
    .replace(/<[^<>]*>/g, '\n')
    .replace(/&(#x[0-9a-f]{1,6}|#\d{1,7}|[a-z]{2,6});/gi, (whole, name: string) => decode(name) ?? whole)
}

/** Drops comments, scripts and styles, in one pass whatever the page; one that never ends hides all that follows. */
function withoutHidden(html: string): string {
  let shown = ''
  let at = 0
  for (const { 0: start, index } of html.matchAll(HIDDEN)) {
    if (index < at) continue
    const end = start === '<!--' ? '-->' : `</${start.slice(1)}`
    const close = findFolded(html, end, index)
    shown += html.slice(at, index)
    if (close < 0) return shown
    at = close + end.length
  }
  return shown + html.slice(at)
}

function findFolded(text: string, word: string, from: number): number {
  const found = new RegExp(word, 'gi')
  found.lastIndex = from
  return found.exec(text)?.index ?? -1
}

function decode(name: string): string | undefined {
  if (!name.startsWith('#')) return ENTITIES[name.toLowerCase()]
  const code = /^#x/i.test(name) ? Number.parseInt(name.slice(2), 16) : Number(name.slice(1))
  return code <= 0x10ffff ? String.fromCodePoint(code) : undefined
}
