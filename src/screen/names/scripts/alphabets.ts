import { readPairs } from './readPairs.ts'

/**
 * Alphabets whose letters stand for themselves, as pairs of a lower-case letter and its Latin spelling.
 *
 * Cyrillic serves Russian, Ukrainian, Belarusian, Bulgarian, Serbian, Macedonian, Kazakh and Mongolian at once: where they
 * differ (г as g or h, щ as shch or sht) the comparison of Latin spellings is lenient, not the table.
 *
 * @source ALA-LC and BGN/PCGN romanisation tables, without their accents
 */
const CYRILLIC =
  'а a б b в v г g ґ g ѓ g д d ђ dj е e ё yo є ye ж zh з z ѕ dz и i і i ї yi й y ј j к k ќ k л l љ lj м m н n њ nj ' +
  'о o п p р r с s т t ћ c у u ў w ф f х kh ц ts ч ch џ dz ш sh щ shch ъ - ы y ь - э e ю yu я ya ѣ e ә a ғ gh қ k ң ng ' +
  'ө o ұ u ү u һ h'

const GREEK = 'α a β v γ g δ d ε e ζ z η i θ th ι i κ k λ l μ m ν n ξ x ο o π p ρ r σ s ς s τ t υ y φ f χ ch ψ ps ω o'

const GEORGIAN =
  'ა a ბ b გ g დ d ე e ვ v ზ z თ t ი i კ k ლ l მ m ნ n ო o პ p ჟ zh რ r ს s ტ t უ u ფ p ქ k ღ gh ყ q შ sh ჩ ch ც ts ' +
  'ძ dz წ ts ჭ ch ხ kh ჯ j ჰ h'

const ARMENIAN =
  'ա a բ b գ g դ d ե e զ z է e ը e թ t ժ zh ի i լ l խ kh ծ ts կ k հ h ձ dz ղ gh ճ ch մ m յ y ն n շ sh ո o չ ch պ p ջ j ' +
  'ռ r ս s վ v տ t ր r ց ts ւ v փ p ք k օ o ֆ f և ev'

/** Consonant scripts: short vowels are not written, and the letters w, y and h may stand for long ones. */
const ARABIC =
  'ا a آ a أ a إ i ٱ a ب b پ p ت t ث th ج j چ ch ح h خ kh د d ذ dh ر r ز z ژ zh س s ش sh ص s ض d ط t ظ z ع - غ gh ف f ' +
  'ڤ v ق q ك k ک k گ g ل l م m ن n ه h ة a ۀ h ہ h ھ h ۃ a و w ؤ w ي y ى a ی y ئ y ے y ء - ټ t ډ d ړ r ڼ n ښ sh ږ zh ځ z ' +
  'څ ts ې y ۍ y ٹ t ڈ d ڑ r ں n ۋ w'

const HEBREW =
  'א a ב b ג g ד d ה h ו w ז z ח h ט t י y כ k ך k ל l מ m ם m נ n ן n ס s ע - פ p ף p צ ts ץ ts ק k ר r ש sh ת t ' +
  'װ w ױ oy ײ y'

/** Latin letters that do not fall apart into a base letter and an accent. */
const LATIN = 'ø o ł l đ d ð d þ th æ ae œ oe ß ss ı i ħ h ŋ n ə a ŧ t ƶ z ɓ b ɗ d ƙ k ƴ y ŉ n ĸ k ſ s ǝ e ɛ e ɔ o'

/** What each letter of these alphabets is in Latin; the hard sign and the glottal letters are nothing. */
export const ALPHABETS: ReadonlyMap<string, readonly string[]> = readPairs(
  [CYRILLIC, GREEK, GEORGIAN, ARMENIAN, ARABIC, HEBREW, LATIN].join(' '),
)
