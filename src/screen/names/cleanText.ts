const MOST_CHARACTERS = 400

/**
 * Text of strangers as it is compared: at most 400 characters, compatibility forms folded (NFKC), lower case, without
 * controls, zero-width and bidirectional marks.
 */
export function cleanText(text: string): string {
  const folded = text.slice(0, MOST_CHARACTERS).normalize('NFKC').slice(0, MOST_CHARACTERS)
  return folded.toLowerCase().replace(/[\p{Cf}\p{Cc}\p{Co}\p{Cs}]/gu, (mark) => (/[\t\n\r]/.test(mark) ? ' ' : ''))
}
