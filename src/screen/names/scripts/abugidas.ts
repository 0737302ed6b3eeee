import { readPairs } from './readPairs.ts'

/**
 * Scripts whose letters carry a vowel of their own unless a sign says otherwise.
 *
 * The blocks of India lie 0x80 apart in one order (ISCII), so one table serves Devanagari, Bengali, Gurmukhi, Gujarati, Oriya,
 * Tamil, Telugu, Kannada and Malayalam. In Ethiopic a row of eight code points is one consonant with its vowels.
 *
 * @source https://www.unicode.org/charts/ (block layouts); ISO 15919 and BGN/PCGN spellings without accents
 */
const INDIC_LETTERS =
  'n n n h a a i i u u ri l e e e ai o o o au k kh g gh n ch chh j jh n t th d dh n t th d dh n n p ph b bh m y r r l l l v ' +
  'sh sh s h'
const INDIC_SIGNS = 'a i i u u r r e e e ai o o o au'

const ETHIOPIC_ROWS = 'h l h m s r s sh k k k k b v t ch h h n ny a k k kh kh w a z zh y d d j g g g t ch p ts ts f p'
const ETHIOPIC_VOWELS = ['e', 'u', 'i', 'a', 'e', '', 'o', 'wa']

const THAI =
  'ก k ข kh ฃ kh ค kh ฅ kh ฆ kh ง ng จ ch ฉ ch ช ch ซ s ฌ ch ญ y ฎ d ฏ t ฐ th ฑ th ฒ th ณ n ด d ต t ถ th ท th ธ th น n บ b ' +
  'ป p ผ ph ฝ f พ ph ฟ f ภ ph ม m ย y ร r ฤ rue ล l ว w ศ s ษ s ส s ห h ฬ l อ o ฮ h ะ a ั a า a ำ am ิ i ี i ึ ue ื ue ุ u ู u ' +
  'เ e แ ae โ o ใ ai ไ ai'

const KHMER =
  'ក k ខ kh គ k ឃ kh ង ng ច ch ឆ chh ជ ch ឈ chh ញ nh ដ d ឋ th ឌ d ឍ th ណ n ត t ថ th ទ t ធ th ន n ប b ផ ph ព p ភ ph ម m យ y ' +
  'រ r ល l វ v ស s ហ h ឡ l អ a ា a ិ e ី i ឹ oe ឺ eu ុ u ូ u ួ uo ើ aeu ឿ oea ៀ ie េ e ែ ae ៃ ai ោ ao ៅ au ំ m'

const LETTERS = readPairs(`${THAI} ${KHMER}`)
const INDIC = INDIC_LETTERS.split(' ')
const SIGNS = INDIC_SIGNS.split(' ')
const ROWS = ETHIOPIC_ROWS.split(' ')

/** The Latin spelling of a word in an abugida; letters of other scripts are left out. */
export function romaniseAbugida(word: string): string {
  let spelling = ''
  for (const letter of arrangeThai(word)) {
    const point = letter.codePointAt(0) ?? 0
    if (isIndic(point)) spelling = appendIndic(spelling, point & 0x7f)
    else if (point >= 0x1200 && point <= 0x135a) spelling += readEthiopic(point - 0x1200)
    else spelling += LETTERS.get(letter)?.[0] ?? ''
  }
  return isIndicConsonant(word.codePointAt(word.length - 1) ?? 0) ? spelling.replace(/a$/, '') : spelling
}

/** At the end of a name its own vowel is silent. */
function isIndicConsonant(point: number): boolean {
  return isIndic(point) && (point & 0x7f) >= 0x15 && (point & 0x7f) <= 0x39
}

function isIndic(point: number): boolean {
  return point >= 0x900 && point < 0xd80
}

/** A consonant brings its own a; a vowel sign or the virama takes it away again. */
function appendIndic(spelling: string, offset: number): string {
  if (offset >= 0x3e && offset <= 0x4d) return spelling.replace(/a$/, '') + (SIGNS[offset - 0x3e] ?? '')
  if (offset < 1 || offset > 0x39) return spelling
  const letter = INDIC[offset - 1] ?? ''
  return spelling + letter + (offset >= 0x15 ? 'a' : '')
}

function readEthiopic(offset: number): string {
  const consonant = ROWS[offset >> 3] ?? ''
  const vowel = ETHIOPIC_VOWELS[offset & 7] ?? ''
  return consonant === 'a' ? vowel.replace(/^e?$/, 'a') : consonant + vowel
}

/** In Thai a closed syllable without a vowel has an o, and some vowels are written before the consonant that they follow. */
function arrangeThai(word: string): string {
  return word.replace(/([เแโใไ])([ก-ฮ])/g, '$2$1').replace(/^([ก-ฮ])([ก-ฮ])(?=[ก-ฮ]|$)/, '$1โ$2')
}
