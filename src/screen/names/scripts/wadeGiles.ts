import { PINYIN } from './han.ts'
import { readPairs } from './readPairs.ts'

/**
 * Wade-Giles spellings of pinyin, as typed: without apostrophes, so that one spelling may stand for several syllables.
 *
 * @source https://en.wikipedia.org/wiki/Wade–Giles
 */
const INITIALS = readPairs('zh ch ch ch sh sh b p p p d t t t g k k k j ch q ch x hs z ts c ts r j s s')
const FINALS = readPairs('ong ung ian ien ie ieh ue ueh iong iung uo o ui ui you yu ye yeh yan yen yong yung')
const ODD = readPairs(
  'zhi chih chi chih shi shih ri jih zi tzu ci tzu si ssu ze tse ce tse zhe che che che he ho ge ko ke ko yi i er erh de te te te se se xu hsu ju chu qu chu yu yu you yu zhuo cho duo to tuo to',
)

const FROM_WADE_GILES = invert([...PINYIN].map((syllable) => [spell(syllable), syllable] as const))

/** The pinyin syllables that a Wade-Giles spelling may stand for; empty if it is none. */
export function listPinyin(spelling: string): readonly string[] {
  return FROM_WADE_GILES.get(spelling) ?? []
}

function spell(syllable: string): string {
  const odd = ODD.get(syllable)?.[0]
  if (odd !== undefined) return odd
  const initial = /^(zh|ch|sh|[bpmfdtnlgkhjqxrzcsyw]?)/.exec(syllable)?.[0] ?? ''
  const final = syllable.slice(initial.length)
  const whole = FINALS.get(syllable)?.[0]
  return whole ?? (INITIALS.get(initial)?.[0] ?? initial) + (FINALS.get(final)?.[0] ?? final)
}

function invert(pairs: readonly (readonly [string, string])[]): ReadonlyMap<string, readonly string[]> {
  const map = new Map<string, string[]>()
  for (const [from, to] of pairs) map.set(from, [...(map.get(from) ?? []), to])
  return map
}
