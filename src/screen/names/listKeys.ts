import { foldSpelling } from './measureDistance.ts'
import { isSparse, isSyllabic, type NameToken } from './NameToken.ts'

const MOST_SPELLINGS = 8

/**
 * The keys by which similar words find each other, as 32-bit hashes: the spelling, plain and folded, the same less one letter
 * (two words one edit apart share one of these), and its skeleton of consonants. A joined run has but its folded spelling and
 * its skeleton.
 */
export function listKeys(token: NameToken, isJoined: boolean): ReadonlySet<number> {
  const keys = new Set<number>()
  const isBare = isSparse(token.script)
  if (isSyllabic(token.script)) return listSyllableKeys(token)
  for (const spelling of token.spellings.slice(0, MOST_SPELLINGS)) {
    const folded = foldSpelling(spelling)
    const bones = toSkeleton(folded)
    if (bones.length >= 2) keys.add(hash(bones, 1))
    if (isBare) continue
    keys.add(hash(folded, 0))
    if (isJoined) continue
    addShorter(keys, folded, 0, 3)
    addShorter(keys, bones, 1, 5)
    keys.add(hash(spelling, 0))
    if (spelling !== folded) addShorter(keys, spelling, 0, 3)
  }
  return keys
}

/** A syllable is one of its spellings or another syllable; a run of them may have a slip. */
function listSyllableKeys({ written, spellings }: NameToken): ReadonlySet<number> {
  const keys = new Set<number>()
  for (const spelling of spellings) keys.add(hash(foldSpelling(spelling), 0))
  const bones = toSkeleton(foldSpelling(spellings[0] ?? ''))
  if (written.length > 1 && bones.length >= 3) keys.add(hash(bones, 1))
  return keys
}

function addShorter(keys: Set<number>, text: string, seed: number, least: number): void {
  if (text.length < least) return
  for (let i = 0; i < text.length; i++) keys.add(hash(text.slice(0, i) + text.slice(i + 1), seed))
}

const CLASSES = new Map(
  'pb fb td zs xs ks gk ck jk qk'
    .replace('ks ', '')
    .split(' ')
    .map(([letter = '', letterClass = '']) => [letter, letterClass]),
)

/** Consonants by class, without those that stand for vowels in other scripts. */
function toSkeleton(folded: string): string {
  let bones = ''
  for (const letter of folded) if (!'aeiouyhwv'.includes(letter)) bones += CLASSES.get(letter) ?? letter
  return bones.replace(/(.)\1+/g, '$1')
}

/** FNV-1a. */
function hash(text: string, seed: number): number {
  let value = 0x811c9dc5 ^ seed
  for (let i = 0; i < text.length; i++) value = Math.imul(value ^ text.charCodeAt(i), 0x01000193)
  return value >>> 0
}
