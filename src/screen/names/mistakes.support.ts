/** Numbers from 0 to 1 that are the same in every run (mulberry32). */
export function createRandom(seed: number): () => number {
  let state = seed
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let t = Math.imul(state ^ (state >>> 15), 1 | state)
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t
    return ((t ^ (t >>> 14)) >>> 0) / 4_294_967_296
  }
}

type Random = () => number
type Mistake = (name: string, random: Random) => string | undefined

const LETTERS = 'abcdefghijklmnopqrstuvwxyz'

/** Other ways to write the same sounds. */
const SPELLINGS: readonly (readonly [RegExp, readonly string[]])[] = [
  [/mohammad|muhammad|mohammed|mohamed/i, ['mohammad', 'muhammad', 'mohammed', 'mohamed', 'mohamad', 'muhammed']],
  [/ou/i, ['u', 'oo']],
  [/kh/i, ['h', 'k']],
  [/ee/i, ['i']],
  [/oo/i, ['u', 'ou']],
  [/dh/i, ['d', 'z']],
  [/q/i, ['k', 'g']],
  [/w/i, ['v']],
  [/v/i, ['w']],
  [/y$/i, ['i', 'yy']],
  [/ei/i, ['ey', 'ai']],
  [/ah\b/i, ['a']],
  [/ie/i, ['y']],
  [/ch/i, ['tch']],
  [/ss/i, ['s']],
  [/mm/i, ['m']],
  [/ll/i, ['l']],
  [/u/i, ['oo', 'o']],
  [/j/i, ['dj', 'zh']],
  [/\bal-/i, ['el ', 'al ', 'ul-']],
  [/abd al-|abdul |abd el /i, ['abdul', 'abdel ', 'abd al ']],
]

/** Mistakes of typing, one in each name; undefined where a name has no room for it. */
export const MISTAKES: Readonly<Record<string, Mistake>> = {
  'letter dropped': (name, random) => edit(name, random, () => ''),
  'letter doubled': (name, random) => edit(name, random, (letter) => letter + letter),
  'letter replaced': (name, random) => edit(name, random, () => pick(LETTERS, random)),
  'letter inserted': (name, random) => edit(name, random, (letter) => letter + pick(LETTERS, random)),
  'letters swapped': swapLetters,
  'word dropped': (name, random) => editWords(name, random, 3, (words, at) => words.toSpliced(at, 1)),
  'words swapped': (name, random) =>
    editWords(name, random, 2, (words, at) =>
      words.toSpliced(at, 1).toSpliced(at === 0 ? 1 : at - 1, 0, words[at] ?? ''),
    ),
  'words joined': (name, random) =>
    editWords(name, random, 2, (words, at) => words.toSpliced(at, 2, `${words[at]}${words[at + 1] ?? ''}`)),
  'word split': (name, random) => edit(name, random, (letter) => `${letter} `),
  'initial only': (name, random) =>
    editWords(name, random, 3, (words, at) => words.toSpliced(at, 1, `${words[at]?.charAt(0)}.`)),
  'other spelling': respell,
}

function edit(name: string, random: Random, change: (letter: string) => string): string | undefined {
  const places = [...name].flatMap((letter, i) => (/\p{L}/u.test(letter) ? [i] : []))
  const at = places[Math.floor(random() * places.length)]
  return at === undefined ? undefined : name.slice(0, at) + change(name.charAt(at)) + name.slice(at + 1)
}

function swapLetters(name: string, random: Random): string | undefined {
  const places = [...name].flatMap((letter, i) =>
    /^\p{L}\p{L}$/u.test(name.slice(i, i + 2)) && letter !== name[i + 1] ? [i] : [],
  )
  const at = places[Math.floor(random() * places.length)]
  return at === undefined ? undefined : `${name.slice(0, at)}${name[at + 1]}${name[at]}${name.slice(at + 2)}`
}

function editWords(
  name: string,
  random: Random,
  least: number,
  change: (words: string[], at: number) => string[],
): string | undefined {
  const words = name.split(/\s+/)
  return words.length < least ? undefined : change(words, Math.floor(random() * words.length)).join(' ')
}

function respell(name: string, random: Random): string | undefined {
  const fitting = SPELLINGS.filter(([pattern]) => pattern.test(name))
  const [pattern, ways] = fitting[Math.floor(random() * fitting.length)] ?? []
  return pattern === undefined || ways === undefined
    ? undefined
    : name.replace(pattern, ways[Math.floor(random() * ways.length)] ?? '')
}

function pick(letters: string, random: Random): string {
  return letters.charAt(Math.floor(random() * letters.length))
}
