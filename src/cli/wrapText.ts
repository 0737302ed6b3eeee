/** Lines of at most so many characters, broken at blanks only: addresses and links stay whole, so that they can be copied. */
export function wrapText(
  text: string,
  { first, others, width }: { first: string; others: string; width: number },
): string[] {
  const lines: string[] = []
  let line = first
  let isEmpty = true
  for (const word of text.split(' ')) {
    if (!isEmpty && line.length + 1 + word.length > width) {
      lines.push(line)
      line = others
      isEmpty = true
    }
    line += isEmpty ? word : ` ${word}`
    isEmpty = false
  }
  lines.push(line)
  return lines
}
