import { type Pattern, toPattern } from './approximate.ts'
import type { Brand } from './Brand.ts'
import { fold } from './NameText.ts'

/** A word that stands for a brand. */
export interface Term extends Pattern {
  readonly brand: Brand
  /** As it is written. */
  readonly word: string
  /** A word that others use too: it counts only beside a word that lures, or when it is written with other letters. */
  readonly isCommon: boolean
  /** No part of it is anybody's else: it counts wherever a name begins or ends with it. */
  readonly isOwn: boolean
  /** What a misspelling of it may cost. */
  readonly costMax: number
  /** The same, where the part that many names have (`swap`, `protocol`) is spelt right and the rest is not. */
  readonly ownCostMax: number
  /** What many names begin or end with, folded. */
  readonly head: string
  readonly tail: string
}

/** What the misspelling of a word may cost, by its length. */
const COSTS_MAX = [0, 0, 0, 0, 0.5, 0.5, 0.75, 0.75, 1, 1, 1.5, 1.5, 2, 2.5, 2.5, 3]

/** From this length on nobody spells a word that others use too in this way by chance. */
const COMMON_SIZE_MIN = 9

const HEAD = /^(?:crypto|bitcoin|coin|bit|meta|defi|token|local|open|world)/
const TAIL =
  /(?:protocol|network|finance|foundation|exchange|market|chain|labs|dao|org|xyz|fi|io|swap|wallet|coins?|tokens?|crypto|bitcoins?|btc|scan|pool|pay|capital|com|bridge|trade|app)$/

/** Reads a word of the table of brands, with its marks. */
export function toTerm(brand: Brand, text: string): Term {
  const isCommon = text.startsWith('~')
  const word = text.replace(/^~|[!*]$/g, '')
  const letters = fold(word)
  const isOwn = text.endsWith('*')
  const [head, tail] = isOwn ? ['', ''] : [fold(HEAD.exec(word)?.[0] ?? ''), fold(TAIL.exec(word)?.[0] ?? '')]
  const isExact = text.endsWith('!') || (isCommon && word.length < COMMON_SIZE_MIN)
  const costMax = isExact ? 0 : toCostMax(letters.length)
  const ownCostMax = Math.min(costMax, toCostMax(letters.length - Math.max(head.length, tail.length) + 2))
  return { ...toPattern(letters), brand, word, isCommon, isOwn, costMax, ownCostMax, head, tail }
}

/** Whether the first letter of a misspelling must be the right one: of short words nobody gets that wrong. */
export function isRightFirst({ letters, tail }: Term): boolean {
  return letters.length - tail.length <= 7
}

/** What a misspelling inside another word may cost. */
export const COST_INSIDE_MAX = 1

/** Whether a term has so much of its own that its misspelling inside another word is no chance. */
export function isLongOwn(term: Term): boolean {
  return !term.isCommon && getOwnSize(term) >= 9
}

/** Letters of it that not many names have. */
export function getOwnSize({ letters, head, tail }: Term): number {
  return letters.length - Math.max(head.length, tail.length)
}

function toCostMax(size: number): number {
  return COSTS_MAX[Math.max(0, Math.min(size, COSTS_MAX.length - 1))] ?? 0
}
