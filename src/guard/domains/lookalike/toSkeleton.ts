import { LazarettoError } from '../../../LazarettoError.ts'
import { CONFUSABLES } from './confusables.ts'

/** Letters that the list has not for themselves, or maps to a small capital: what they look like in a name. */
const OTHERS = `
a ᴀ
b ßвʙ
d ðḍᴅ
e ɛεəэᴇ
f ꜰ
g ɢ
h нʜη
i ɪ
j ᴊ
k ĸкκᴋ
l ʟ
m мᴍ
n ипπɴ
o ө
p þρᴘ
r яʀ
t тτᴛ
u μц
w ωшщ
x χ
y ʏ
z з
`

const LETTERS: ReadonlyMap<string, string> = new Map(
  `${OTHERS}\n${CONFUSABLES}`
    .split('\n')
    .map((line) => line.split(' '))
    .flatMap(([letters = '', characters = '']) => [...characters].map((character) => [character, letters] as const)),
)

// A page that says no encoding reads scripts as Latin: this would then find few imitations, and nobody would know.
if (!LETTERS.has('ß'))
  throw new LazarettoError('LZ_GUARD_ENCODING', 'integrity', 'This script was not read as UTF-8. Declare the page so.')

/**
 * What a text looks like in plain letters: marks dropped, confusable characters in place of what they imitate. A character
 * that looks like no plain letter stays.
 *
 * @source UTS 39, https://www.unicode.org/reports/tr39/#Confusable_Detection
 * @example
 * toSkeleton('mеtamạsk') // 'metamask': the first e is Cyrillic, the last a has a dot
 */
export function toSkeleton(text: string): string {
  if (isPlain(text)) return text
  let skeleton = ''
  for (const character of text.normalize('NFD').replace(/\p{M}/gu, '')) skeleton += LETTERS.get(character) ?? character
  return skeleton
}

function isPlain(text: string): boolean {
  for (let index = 0; index < text.length; index++) if (text.charCodeAt(index) > 127) return false
  return true
}
