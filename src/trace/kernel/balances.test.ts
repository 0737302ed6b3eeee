import fc from 'fast-check'
import { expect, it } from 'vitest'
import { createAmounts, getAmount, pickAmounts, setAmount } from './AmountColumn.ts'
import { balancesPlainly, findBalances, findOpenings, type Moves, openingsPlainly } from './balances.ts'

const amount = fc.oneof(
  fc.bigInt({ min: 0n, max: 100n }),
  fc.bigInt({ min: 0n, max: 2n ** 70n }),
  fc.bigInt({ min: 2n ** 127n, max: 2n ** 128n - 1n }),
)
const wide = fc.oneof(amount, fc.bigInt({ min: 0n, max: 2n ** 256n - 1n }))
const movesWith = (money: fc.Arbitrary<bigint>): fc.Arbitrary<Moves> =>
  fc
    .array(fc.record({ from: fc.nat(5), to: fc.nat(5), paid: money, received: money }), { maxLength: 40 })
    .map((rows) => ({
      count: rows.length,
      holdings: 6,
      from: Uint32Array.from(rows, ({ from }) => from),
      to: Uint32Array.from(rows, ({ to }) => to),
      paid: columnOf(rows.map(({ paid }) => paid)),
      received: columnOf(rows.map(({ received }) => received)),
    }))

function columnOf(amounts: readonly bigint[]): ReturnType<typeof createAmounts> {
  const column = createAmounts(amounts.length)
  amounts.forEach((value, at) => {
    setAmount(column, at, value)
  })
  return column
}

const listOf = (column: ReturnType<typeof createAmounts>, count: number): bigint[] =>
  Array.from({ length: count }, (_, at) => getAmount(column, at))

it('amounts of any size come back, alone and picked', () => {
  fc.assert(
    fc.property(fc.array(wide), fc.array(fc.nat()), (amounts, places) => {
      const column = columnOf(amounts)
      const picked = amounts.length === 0 ? [] : places.map((place) => place % amounts.length)
      expect(listOf(column, amounts.length)).toEqual(amounts)
      expect(listOf(pickAmounts(column, Uint32Array.from(picked)), picked.length)).toEqual(
        picked.map((at) => amounts[at]),
      )
    }),
  )
})

it('openings and balances are those of the plain form, below 128 bits, around them and above', () => {
  fc.assert(
    fc.property(fc.oneof(movesWith(amount), movesWith(wide)), (moves) => {
      const opening = findOpenings(moves)
      expect(listOf(opening, moves.holdings)).toEqual(listOf(openingsPlainly(moves), moves.holdings))
      expect(listOf(findBalances(moves, opening), moves.count)).toEqual(
        listOf(balancesPlainly(moves, opening), moves.count),
      )
    }),
    { numRuns: 1000 },
  )
})

it('no holding ever pays more than it has, and one that opens with more could have opened with less', () => {
  fc.assert(
    fc.property(movesWith(amount), (moves) => {
      const opening = findOpenings(moves)
      const before = findBalances(moves, opening)
      const spare = listOf(opening, moves.holdings)
      for (let row = 0; row < moves.count; row++) {
        const left = getAmount(before, row) - getAmount(moves.paid, row)
        expect(left >= 0n).toBe(true)
        const payer = moves.from[row]!
        if (left < spare[payer]!) spare[payer] = left
      }
      // What is never touched was not needed.
      spare.forEach((unused, holding) => {
        if (moves.from.includes(holding)) expect(unused).toBe(0n)
        else expect(getAmount(opening, holding)).toBe(0n)
      })
    }),
  )
})
