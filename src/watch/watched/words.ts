const LENGTH_MAX = 200

/** Whether a text is good as a name of a thing or a person: not blank, one line, not too long. */
export function isWords(text: string): boolean {
  return text.trim() !== '' && text.length <= LENGTH_MAX && !/[\p{Cc}\p{Cs}\p{Zl}\p{Zp}]/u.test(text)
}
