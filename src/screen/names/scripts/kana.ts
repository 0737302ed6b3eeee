import { readPairs } from './readPairs.ts'

/**
 * Hepburn spellings of Japanese kana; Katakana is folded to Hiragana first.
 *
 * @source https://en.wikipedia.org/wiki/Hepburn_romanization
 */
const KANA = readPairs(
  'あ a い i う u え e お o か ka き ki く ku け ke こ ko さ sa し shi す su せ se そ so た ta ち chi つ tsu て te と to な na に ni ' +
    'ぬ nu ね ne の no は ha ひ hi ふ fu へ he ほ ho ま ma み mi む mu め me も mo や ya ゆ yu よ yo ら ra り ri る ru れ re ろ ro わ wa ' +
    'ゐ i ゑ e を o ん n が ga ぎ gi ぐ gu げ ge ご go ざ za じ ji ず zu ぜ ze ぞ zo だ da ぢ ji づ zu で de ど do ば ba び bi ぶ bu べ be ' +
    'ぼ bo ぱ pa ぴ pi ぷ pu ぺ pe ぽ po ゔ vu ぁ a ぃ i ぅ u ぇ e ぉ o',
)

/** Small y-kana, and the vowel that they give to the kana before them. */
const GLIDES = new Map([
  ['ゃ', 'a'],
  ['ゅ', 'u'],
  ['ょ', 'o'],
])

/** The Hepburn spelling of a run of kana, long vowels written once. */
export function romaniseKana(text: string): string {
  let spelling = ''
  let isDoubled = false
  for (const letter of toHiragana(text)) {
    const glide = GLIDES.get(letter)
    if (glide !== undefined) spelling = joinGlide(spelling, glide)
    else if (letter !== 'っ' && letter !== 'ー') spelling += double(KANA.get(letter)?.[0] ?? '', isDoubled)
    isDoubled = letter === 'っ'
  }
  return spelling.replaceAll('ou', 'o').replaceAll('oo', 'o').replaceAll('uu', 'u')
}

/** Whether a character is Hiragana or Katakana. */
export function isKana(character: string): boolean {
  return /^[\u3041-\u3096\u309d\u309e\u30a1-\u30fe]$/.test(character)
}

function toHiragana(text: string): string {
  return text.replace(/[\u30a1-\u30f6]/g, (letter) => String.fromCharCode((letter.codePointAt(0) ?? 0) - 0x60))
}

function double(spelling: string, isDoubled: boolean): string {
  return isDoubled ? spelling.charAt(0) + spelling : spelling
}

/** ki + ya is kya, shi + ya is sha. */
function joinGlide(spelling: string, vowel: string): string {
  const stem = spelling.replace(/i$/, '')
  return /(sh|ch|j)$/.test(stem) ? stem + vowel : `${stem}y${vowel}`
}
