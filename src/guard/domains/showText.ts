const SHOWN_MAX = 253

/** Makes a name safe to show: characters that hide, turn or break text are written as their numbers, and it is bounded. */
export function showText(text: string): string {
  const shown = text.replace(
    /[\p{C}\p{Z}\p{M}"\u115f\u1160\u3164\uffa0]/gu,
    (character) => `\\u{${(character.codePointAt(0) ?? 0).toString(16)}}`,
  )
  return shown.length <= SHOWN_MAX
    ? shown
    : `${shown.slice(0, SHOWN_MAX)} and ${shown.length - SHOWN_MAX} characters more`
}
