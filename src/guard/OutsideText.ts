const CHARACTERS_MAX = 120
// Controls, format characters (bidi overrides, zero-width, tags), lone surrogates, private use, noncharacters, other lines.
const HIDDEN = /[\p{Cc}\p{Cf}\p{Cs}\p{Co}\p{Noncharacter_Code_Point}\u2028\u2029]/gu
const PILED_MARKS = /(\p{M}{2})\p{M}+/gu

/**
 * Text of strangers inside a sentence of ours: on one line, bounded, and what could hide or reorder other text is a visible U+FFFD.
 *
 * @example
 * OutsideText.plain('Bin\u202eance') // 'Bin\ufffdance'
 */
export function plain(text: string, charactersMax: number = CHARACTERS_MAX): string {
  const line = text
    .slice(0, 4 * charactersMax)
    .replace(/\s+/gu, ' ')
    .replace(HIDDEN, '\ufffd')
    .replace(PILED_MARKS, '$1')
    .trim()
  const characters = [...line]
  const isCut = characters.length > charactersMax || text.length > 4 * charactersMax
  const shown = isCut ? `${characters.slice(0, charactersMax).join('')}...` : line
  return shown.replaceAll('"', "'")
}

/** The same in quotes. */
export function quote(text: string, charactersMax?: number): string {
  return `"${plain(text, charactersMax)}"`
}

/** Whether a text holds what is not seen, apart from ends of lines and tabs. */
export function isHiding(text: string): boolean {
  return (text.match(HIDDEN) ?? []).some((mark) => !/[\t\n\r]/.test(mark))
}
