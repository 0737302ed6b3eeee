// Blanks of every kind, and the characters that take no room at all.
const BLANKS = /[\s\u200b-\u200d\u2060]+/gu

/** A text with each run of blanks made one space, and none at its ends. */
export function tidy(text: string): string {
  return text.replace(BLANKS, ' ').trim()
}

/** A text without any blank. */
export function withoutBlanks(text: string): string {
  return text.replace(BLANKS, '')
}
