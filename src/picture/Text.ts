/** Room for text: it is cut or wrapped to this. */
export interface Room {
  readonly widthPx: number
  readonly sizePx: number
}

// Controls, format characters (bidi overrides, zero-width, tags), lone surrogates, private use, noncharacters.
const unsafe = /[\p{Cc}\p{Cf}\p{Cs}\p{Co}\p{Noncharacter_Code_Point}\u2028\u2029]/gu
const space = /[\s\u00a0]+/gu
// Marks piled on one letter run over the lines above and below it.
const piledMarks = /(\p{M}{2})\p{M}+/gu
const lengthMax = 400

/**
 * Makes untrusted text harmless to show: one line, bounded, and every character that could hide or reorder others is
 * replaced by a visible U+FFFD.
 *
 * @example
 * clean('Bin\u202eance\n')  // 'Bin\ufffdance'
 */
export function clean(text: string, charactersMax: number = lengthMax): string {
  const head = text.slice(0, charactersMax * 4)
  const line = head.replace(space, ' ').replace(unsafe, '\ufffd').replace(piledMarks, '$1').trim()
  const characters = [...line]
  const cut = characters.length > charactersMax || text.length > head.length
  return cut ? `${characters.slice(0, charactersMax - 1).join('')}…` : line
}

/**
 * Escapes text for XML content and quoted attributes. Line feeds stay lines in both.
 *
 * @example
 * escapeXml('<script>')  // '&lt;script&gt;'
 */
export function escapeXml(text: string): string {
  return text.replace(/[&<>"'\n]/g, (character) => entities[character] ?? '')
}

const entities: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
  '\n': '&#10;',
}

/**
 * Estimates how wide text runs, without a font: the widths are those of DejaVu Sans, the widest of the fonts asked for;
 * the bold of the others is narrower.
 */
export function widthPx(text: string, sizePx: number): number {
  let em = 0
  for (const character of text) em += emOf(character)
  return em * sizePx
}

function emOf(character: string): number {
  if (/[ijlI.,:;|!' ]/.test(character)) return 0.32
  if (/[ftr()[\]\-/]/.test(character)) return 0.41
  if (/[a-z]/.test(character)) return /[mw]/.test(character) ? 0.98 : 0.63
  if (/[0-9]/.test(character)) return 0.64
  if (/[A-Z]/.test(character)) return /[MW]/.test(character) ? 0.99 : 0.75
  return emOfForeign(character.codePointAt(0) ?? 0)
}

// Some characters are wide enough to run over the neighbours: Arabic phrases in one glyph, long dashes, cuneiform.
function emOfForeign(code: number): number {
  if (code >= 0xfdfa && code <= 0xfdfd) return 12
  if (code >= 0xfdf0 && code <= 0xfdff) return 3
  if (code === 0x2e3a || code === 0x2e3b) return 3
  if (code >= 0x12000 && code <= 0x1254f) return 4
  if (code >= 0x1f000) return 1.4
  return code < 0x1100 ? 0.84 : 1.1
}

/** Cuts text to a room, with an ellipsis where something is missing. */
export function fit(text: string, room: Room): string {
  if (widthPx(text, room.sizePx) <= room.widthPx) return text
  const kept = prefix(text, { ...room, widthPx: room.widthPx - room.sizePx * 1.1 })
  return `${kept.trimEnd()}…`
}

/** Breaks text into at most `linesMax` lines of a room; the last one is cut. */
export function wrap(text: string, room: Room, linesMax: number): string[] {
  const lines: string[] = []
  let rest = text
  while (lines.length < linesMax - 1 && widthPx(rest, room.sizePx) > room.widthPx) {
    const line = breakAt(prefix(rest, room))
    if (line === '') break
    lines.push(line.trimEnd())
    rest = rest.slice(line.length).trimStart()
  }
  return rest === '' ? lines : [...lines, fit(rest, room)]
}

function prefix(text: string, room: Room): string {
  let [end, px] = [0, 0]
  for (const character of text) {
    px += emOf(character) * room.sizePx
    if (px > room.widthPx) break
    end += character.length
  }
  return text.slice(0, end)
}

function breakAt(line: string): string {
  const at = Math.max(line.lastIndexOf(' '), line.lastIndexOf('_'), line.lastIndexOf('-'))
  return at > line.length / 3 ? line.slice(0, at + 1) : line
}
