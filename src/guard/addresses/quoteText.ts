// Controls, format characters (bidi overrides, zero-width, tags), lone surrogates, private use, noncharacters, other lines.
const HIDDEN = /[\p{Cc}\p{Cf}\p{Cs}\p{Co}\p{Noncharacter_Code_Point}\u2028\u2029]/gu
const PILED_MARKS = /(\p{M}{2})\p{M}+/gu
const CHARACTERS_MAX = 80

/**
 * Text of strangers inside a sentence of ours: quoted, on one line, bounded, and what could hide or reorder other text is
 * a visible U+FFFD.
 *
 * @example
 * quoteText('Bin\u202eance') // '"Bin\ufffdance"'
 */
export function quoteText(text: string, charactersMax: number = CHARACTERS_MAX): string {
  const line = text
    .slice(0, charactersMax * 4)
    .replace(/\s+/gu, ' ')
    .replace(HIDDEN, '\ufffd')
    .replace(PILED_MARKS, '$1')
    .trim()
  const characters = [...line]
  const isCut = characters.length > charactersMax || text.length > charactersMax * 4
  const shown = isCut ? `${characters.slice(0, charactersMax).join('')}...` : line
  return `"${shown.replaceAll('"', "'")}"`
}
