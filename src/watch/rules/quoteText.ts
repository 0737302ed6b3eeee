// Controls, format characters (bidi overrides, zero-width, tags), lone surrogates, private use, noncharacters, other lines.
const HIDDEN = /[\p{Cc}\p{Cf}\p{Cs}\p{Co}\p{Noncharacter_Code_Point}\u2028\u2029]/gu
const PILED_MARKS = /(\p{M}{2})\p{M}+/gu
const LENGTH_MAX = 60

/**
 * Text of strangers inside a sentence of ours: quoted, on one line, bounded, and what could hide or reorder other text is
 * a visible U+FFFD.
 *
 * @example
 * quoteText('Bin\u202eance')  // '"Bin\ufffdance"'
 * quoteText('say "hi"')       // '"say \'hi\'"': its own quotes cannot end ours
 */
export function quoteText(text: string, charactersMax: number = LENGTH_MAX): string {
  return `"${cleanText(text, charactersMax).replaceAll('"', "'")}"`
}

/** The same without quotes, for a field that holds nothing else. */
export function cleanText(text: string, charactersMax: number = LENGTH_MAX): string {
  const head = text.slice(0, charactersMax * 4)
  const line = head.replace(/\s+/gu, ' ').replace(HIDDEN, '\ufffd').replace(PILED_MARKS, '$1').trim()
  const characters = [...line]
  const isCut = characters.length > charactersMax || text.length > head.length
  return isCut ? `${characters.slice(0, charactersMax - 1).join('')}…` : line
}
