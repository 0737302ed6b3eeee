/** How alike two addresses look. */
export interface AddressLikeness {
  /** How many characters agree from the front, after what every address of the kind begins with (`0x`, `bc1q`, `T`). */
  readonly head: number
  /** How many agree from the end. */
  readonly tail: number
  /** Where the first differs from the second, as positions in the whole text; a missing character differs. */
  readonly differing: readonly number[]
}

// What an eye cannot use to tell two addresses of one kind apart, because all of them begin so.
const FIXED = /^(?:0x|bc1[qp]|ltc1[qp]|bitcoincash:[qp]|bnb1|T|r|[13DLM])/u
const BITS_MIN = 30
const END_MIN = 3
const TAIL_BITS_MIN = 40
const LEADING_ZEROS_MAX = 4

/**
 * Compares two canonical addresses as an eye does that looks at both ends, or tells that they are not of one kind.
 *
 * @example
 * compareAddresses('0x1234...cdef', '0x1234...cdef') // undefined: it is the same
 */
export function compareAddresses(one: string, other: string): AddressLikeness | undefined {
  const fixed = FIXED.exec(one)?.[0] ?? ''
  if (one === other || fixed !== (FIXED.exec(other)?.[0] ?? '')) return undefined
  const a = one.slice(fixed.length)
  const b = other.slice(fixed.length)
  const room = Math.min(a.length, b.length)
  const head = countSame(room, (i) => [a[i], b[i]])
  const tail = countSame(room - head, (i) => [a.at(-1 - i), b.at(-1 - i)])
  return { head, tail, differing: listDiffering(one, other) }
}

/**
 * Whether two addresses are so alike that one was made to be taken for the other, or is a slip of it.
 *
 * At least three characters agree at each end, `T` or `bc1q` among them, and 30 bits in all: 4 + 4 hex digits, 3 + 6 and 5 + 5
 * pass, and six of the longer alphabets. So two random addresses are taken for a pair once in 1.4 billion cases, or of the
 * longer alphabets once in 270 million. Or ten hex digits agree at the end alone, or nearly everything does.
 *
 * @source USENIX Security 2025, "Blockchain Address Poisoning" (Tsuchiya et al.), which ends attackers match
 */
export function isLookalike(address: string, likeness: AddressLikeness): boolean {
  const { head, tail, differing } = likeness
  if (isMostlyZeros(address)) return false
  const fixed = FIXED.exec(address)?.[0] ?? ''
  const [bitsEach, headMin] = fixed === '0x' ? [4, END_MIN] : [5, END_MIN - fixed.length]
  const bits = (weighHead(address, head) + tail) * bitsEach
  const isAtEnds = head >= headMin && tail >= END_MIN && bits >= BITS_MIN
  return isAtEnds || tail * bitsEach >= TAIL_BITS_MIN || differing.length * 10 <= address.length
}

/** The three characters at each end that two look-alikes share, but for slips: what an index of addresses is kept by. */
export function endsOf(address: string): { readonly head: string; readonly tail: string } {
  const fixed = FIXED.exec(address)?.[0] ?? ''
  const head = address.slice(fixed.length, fixed.length + END_MIN)
  return { head: (fixed + head).toLowerCase(), tail: (fixed + address.slice(-END_MIN)).toLowerCase() }
}

// Contracts are made to begin with zeros, which saves gas: beyond the first four such zeros say nothing of an intent.
function weighHead(address: string, head: number): number {
  const zeros = /^0x(0*)/u.exec(address)?.[1]?.length ?? 0
  return head - Math.max(0, Math.min(zeros, head) - LEADING_ZEROS_MAX)
}

// Addresses of no one (0x0, 0x...dEaD) and precompiled contracts: all of them look alike.
function isMostlyZeros(address: string): boolean {
  return address.startsWith('0x') && address.replaceAll('0', '').length <= 9
}

// Letters of base58 that differ in their case only look the same to most eyes.
function countSame(room: number, at: (i: number) => readonly [string | undefined, string | undefined]): number {
  for (let i = 0; i < room; i++) {
    const [a, b] = at(i)
    if (a?.toLowerCase() !== b?.toLowerCase()) return i
  }
  return room
}

function listDiffering(one: string, other: string): number[] {
  const length = Math.max(one.length, other.length)
  return Array.from({ length }, (_, i) => i).filter((i) => one[i] !== other[i])
}
