import fc from 'fast-check'
import { expect, it } from 'vitest'
import { firstAbove, groupBy, itemsOf } from './groupBy.ts'
import { createAccountTable, createHoldingTable } from './HoldingTable.ts'
import { addLimbs, compareLimbs, LIMBS, readLimbs, subtractLimbs, writeLimbs } from './limbs.ts'
import { createRowSet } from './RowSet.ts'
import { createSlotTable } from './SlotTable.ts'

it('groups places by key, ascending, and finds the first above', () => {
  const key = fc.oneof(fc.nat(6), fc.nat(100_000))
  fc.assert(
    fc.property(fc.array(key, { maxLength: 200 }), fc.nat(200), (keys, at) => {
      const groups = groupBy(Uint32Array.from(keys), 100_001)
      expect(groups.items.length).toBe(keys.length)
      for (const key of [...keys.slice(0, 20), 0, 1, 100_000]) {
        const places = keys.flatMap((value, i) => (value === key ? [i] : []))
        expect(Array.from(itemsOf(groups, key))).toEqual(places)
        const above = firstAbove(groups, key, at) - groups.start[key]!
        expect(places.slice(above)).toEqual(places.filter((place) => place > at))
      }
    }),
  )
})

it('numbers holdings by first appearance, in both forms and beyond the expected size', () => {
  fc.assert(
    fc.property(fc.array(fc.tuple(fc.nat(200), fc.nat(3)), { maxLength: 300 }), (keys) => {
      const table = createHoldingTable(1)
      const known = new Map<string, number>()
      for (const [account, asset] of keys) {
        const name = `${account} ${asset}`
        expect(table.find(account, asset)).toBe(known.get(name))
        if (!known.has(name)) known.set(name, known.size)
        expect(table.idOf(account, asset)).toBe(known.get(name))
      }
      const { account, asset } = table.keys()
      expect(Array.from(account, (id, i) => `${id} ${asset[i]}`)).toEqual([...known.keys()])
      expect(table.size()).toBe(known.size)
    }),
  )
  const accounts = createAccountTable(9, 4)
  expect([7, 3, 7].map((account) => accounts.idOf(account, 4))).toEqual([0, 1, 0])
  expect([accounts.find(3, 4), accounts.find(3, 5), accounts.find(9, 4), accounts.find(99, 4)]).toEqual([
    1,
    undefined,
    undefined,
    undefined,
  ])
  expect(accounts.keys()).toEqual({ account: Uint32Array.of(7, 3), asset: Uint32Array.of(4, 4) })
})

it('forgets the last holdings, as if they had never been numbered', () => {
  fc.assert(
    fc.property(fc.array(fc.nat(60), { maxLength: 80 }), fc.nat(60), fc.array(fc.nat(60)), (keys, kept, later) => {
      const table = createHoldingTable(1)
      for (const key of keys) table.idOf(key, 0)
      const known = [...new Set(keys)].slice(0, kept)
      table.truncate(Math.min(kept, table.size()))
      for (const key of later) table.idOf(key, 0)
      expect([...table.keys().account]).toEqual([...new Set([...known, ...later])])
      for (let key = 0; key <= 60; key++) {
        const place = [...new Set([...known, ...later])].indexOf(key)
        expect(table.find(key, 0)).toBe(place < 0 ? undefined : place)
      }
    }),
  )
})

it('gives out slots by first appearance, and none to who never appeared', () => {
  fc.assert(
    fc.property(fc.array(fc.oneof(fc.nat(300), fc.nat(2 ** 32 - 1)), { maxLength: 400 }), fc.nat(), (keys, other) => {
      const table = createSlotTable()
      const known = [...new Set(keys)]
      for (const key of keys) if (table.find(key) < 0) table.add(key)
      expect([...table.keys()]).toEqual(known)
      expect(known.map(table.find)).toEqual([...known.keys()])
      expect(known.map((_, slot) => table.keyAt(slot))).toEqual(known)
      expect(table.find(other)).toBe(known.indexOf(other))
    }),
  )
})

it('adds, takes away and compares numbers of 128 bits as BigInt does', () => {
  const number = fc.oneof(fc.bigInt({ min: 0n, max: 2n ** 128n - 1n }), fc.constantFrom(0n, 2n ** 32n - 1n, 2n ** 64n))
  fc.assert(
    fc.property(number, number, (a, b) => {
      const limbs = new Uint32Array(3 * LIMBS)
      writeLimbs(limbs, 1, a)
      writeLimbs(limbs, 2, b)
      expect(Math.sign(compareLimbs(limbs, 1, limbs, 2))).toBe(a < b ? -1 : a > b ? 1 : 0)
      expect(addLimbs(limbs, 1, limbs, 2)).toBe((a + b) >> 128n === 0n ? 0 : 1)
      expect(readLimbs(limbs, 1)).toBe(BigInt.asUintN(128, a + b))
      writeLimbs(limbs, 1, a)
      expect(subtractLimbs(limbs, 1, limbs, 2)).toBe(a < b ? 1 : 0)
      expect(readLimbs(limbs, 1)).toBe(BigInt.asUintN(128, a - b))
    }),
  )
})

it('gives rows in ascending order, those added on the way too', () => {
  fc.assert(
    fc.property(fc.array(fc.nat(199)), fc.array(fc.nat(199)), (first, later) => {
      const rows = createRowSet(200)
      const wanted = new Set(first)
      for (const row of first) rows.add(row)
      const given: number[] = []
      for (let row = rows.next(); row >= 0; row = rows.next()) {
        given.push(row)
        const next = later[given.length - 1]
        if (next !== undefined && next > row) {
          rows.add(next)
          wanted.add(next)
        }
      }
      expect(given).toEqual([...wanted].sort((a, b) => a - b))
    }),
  )
})
