const LINE_MAX = 10_000

/** Whether a place of a program stands between quotes of its line, or in a text of a template that begins there. */
export function isQuoted(text: string, index: number): boolean {
  const start = Math.max(text.lastIndexOf('\n', index - 1) + 1, index - LINE_MAX)
  let open = ''
  for (let at = start; at < index; at++) {
    const mark = text.charAt(at)
    if (mark === '\\') at++
    else if (open === '' && /['"`]/u.test(mark)) open = mark
    else if (mark === open) open = ''
  }
  return open !== '' || /['"`]/u.test(text.charAt(index))
}
