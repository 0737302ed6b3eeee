import { romaniseAbugida } from './scripts/abugidas.ts'
import { ALPHABETS } from './scripts/alphabets.ts'
import { isHan, simplifyHan, spellHan } from './scripts/han.ts'
import { isHangul, spellHangul } from './scripts/hangul.ts'
import { isKana, romaniseKana } from './scripts/kana.ts'

/** How a word is written: in an alphabet with vowels, in a script that leaves vowels out, or by syllable or by sense. */
export type Script = 'latin' | 'alphabet' | 'arabic' | 'hebrew' | 'abugida' | 'hangul' | 'han' | 'kana'

/** One word of a name (of Han and Hangul, one character), with its Latin spellings, the likeliest first. */
export interface NameToken {
  /** As written, folded, in its own script. */
  readonly written: string
  readonly spellings: readonly string[]
  readonly script: Script
}

const MOST_SPELLINGS = 48

/** Scripts whose Latin spelling lacks vowels that a reader adds. */
export function isSparse(script: Script): boolean {
  return script === 'arabic' || script === 'hebrew'
}

/** Scripts of which each sign has a few known spellings. */
export function isSyllabic(script: Script): boolean {
  return script === 'han' || script === 'hangul'
}

/** A token of a word in one script, as `splitWords` gives it. */
export function from(word: string): NameToken {
  const script = getScript(word.charAt(0))
  const written = toWritten(word, script)
  return { written, spellings: spell(written, script), script }
}

/** Neighbours read as one word: `abd`, `al`, `rahman` as `abdalrahman`. */
export function join(tokens: readonly NameToken[]): NameToken {
  const [first] = tokens
  let spellings: readonly string[] = ['']
  for (const token of tokens) {
    const next = spellings.flatMap((left) => token.spellings.map((right) => left + right))
    spellings = next.length > MOST_SPELLINGS ? spellings.map((left) => left + (token.spellings[0] ?? '')) : next
  }
  return { written: tokens.map(({ written }) => written).join(''), spellings, script: first?.script ?? 'latin' }
}

/** The script of a lower-case letter; what is in no table counts as an abugida, whose spelling is then empty. */
export function getScript(letter: string): Script {
  const point = letter.codePointAt(0) ?? 0
  if (point < 0x370) return 'latin'
  if (point < 0x590 || (point >= 0x10a0 && point < 0x1100)) return 'alphabet'
  if (point < 0x600) return 'hebrew'
  if (point < 0x780) return 'arabic'
  if (isHangul(letter)) return 'hangul'
  if (isHan(letter)) return 'han'
  if (isKana(letter)) return 'kana'
  return point >= 0x1e00 && point < 0x2000 ? 'latin' : 'abugida'
}

function toWritten(word: string, script: Script): string {
  if (script === 'han') return simplifyHan(word)
  if (script === 'latin') return toLatin(stripAccents(word))
  if (script === 'arabic') return foldArabic(stripAccents(word))
  return script === 'alphabet' || script === 'hebrew' ? stripAccents(word) : word
}

function spell(written: string, script: Script): readonly string[] {
  switch (script) {
    case 'latin':
      return [written]
    case 'han':
      return spellHan(written)
    case 'hangul':
      return spellHangul(written)
    case 'kana':
      return [romaniseKana(written)]
    case 'abugida':
      return [romaniseAbugida(written)]
    case 'alphabet':
    case 'arabic':
    case 'hebrew':
      return [toLatin(written)]
  }
}

/** Takes combining marks away; й and ї are letters of their own. */
function stripAccents(word: string): string {
  return word.replace(/[^йї]+/g, (part) => part.normalize('NFD').replace(/\p{Mn}/gu, ''))
}

/** Arabic letters that writers and keyboards of different countries interchange. */
function foldArabic(word: string): string {
  return word
    .replace(/[آأإٱ]/g, 'ا')
    .replace(/[ىیئې]/g, 'ي')
    .replace(/[کڪ]/g, 'ك')
    .replace(/ؤ/g, 'و')
    .replace(/[ةۀہھۃ]/g, 'ه')
    .replace(/[ءـ]/g, '')
}

function toLatin(word: string): string {
  let latin = ''
  for (const letter of word) latin += ALPHABETS.get(letter)?.[0] ?? (letter < '\u0080' ? letter : '')
  return latin
}
