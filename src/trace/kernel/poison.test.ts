import fc from 'fast-check'
import { expect, it } from 'vitest'
import { POISON, spreadPoison } from './poison.ts'

const HOLDINGS = 12
const rows = fc.array(fc.tuple(fc.nat(HOLDINGS - 1), fc.nat(HOLDINGS - 1)), { maxLength: 60 })
const some = fc.uniqueArray(fc.nat(HOLDINGS - 1), { maxLength: 4 })

/** The rule in its plain form: who is poisoned, and which stops were reached. */
function spreadPlain(moves: readonly [number, number][], seeds: readonly number[], stops: readonly number[]) {
  const poisoned = new Set(seeds)
  const reached = new Set<number>()
  const ends = new Set(stops.filter((holding) => !poisoned.has(holding)))
  for (const [from, to] of moves) {
    if (poisoned.has(from)) (ends.has(to) ? reached : poisoned).add(to)
  }
  return { poisoned, reached, ends }
}

it('poisons what a plain set poisons', () => {
  fc.assert(
    fc.property(rows, some, some, (moves, seeds, stops) => {
      const flags = new Uint8Array(HOLDINGS)
      for (const stop of stops) flags[stop] = 1
      const columns = {
        from: Uint32Array.from(moves, ([from]) => from),
        to: Uint32Array.from(moves, ([, to]) => to),
      }
      const plain = spreadPlain(moves, seeds, stops)
      const expected = Array.from(flags, (_, holding) => {
        if (plain.poisoned.has(holding)) return POISON.poisoned
        if (plain.reached.has(holding)) return POISON.reachedStop
        return plain.ends.has(holding) ? POISON.stop : POISON.clean
      })
      expect(Array.from(spreadPoison(columns, { seeds, stops: flags }))).toEqual(expected)
    }),
  )
})

it('goes on in the order of rows only', () => {
  const columns = { from: Uint32Array.of(1, 0, 1), to: Uint32Array.of(2, 1, 3) }
  expect([...spreadPoison(columns, { seeds: [0], stops: new Uint8Array(4) })]).toEqual([1, 1, 0, 1])
})

it('goes on from one window of rows to the next', () => {
  const count = 40_000
  const columns = { from: Uint32Array.from({ length: count }, (_, row) => row), to: new Uint32Array(count) }
  columns.to.set(columns.from.map((holding) => holding + 1))
  const state = spreadPoison(columns, { seeds: [0], stops: new Uint8Array(count + 1) })
  expect(state.indexOf(POISON.clean)).toBe(-1)
})
