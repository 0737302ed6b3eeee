import { expect, it } from 'vitest'
import { LedgerQueue } from './LedgerQueue.ts'

it('lets one after the other have the ledger, in the order in which they came', async () => {
  const queue = new LedgerQueue()
  const turns = ['a', 'b', 'c', 'd'].map((title) => queue.take(title))
  expect(turns.map(({ before }) => before)).toEqual([[], ['a'], ['a', 'b'], ['a', 'b', 'c']])
  const had: string[] = []
  const all = turns.map(async ({ ready, release }, i) => {
    await ready
    had.push('abcd'[i] ?? '')
    await Promise.resolve()
    expect(had.at(-1)).toBe('abcd'[i])
    release()
  })
  await Promise.all(all)
  expect(had).toEqual(['a', 'b', 'c', 'd'])
  expect(queue.take('e').before).toEqual([])
})

it('passes over who gives up, and nobody has it twice', async () => {
  const queue = new LedgerQueue()
  const [first, second, third] = ['a', 'b', 'c'].map((title) => queue.take(title))
  let isThird = false
  const waiting = third?.ready.then(() => {
    isThird = true
  })
  second?.release()
  await second?.ready
  expect(isThird).toBe(false)
  first?.release()
  first?.release()
  await waiting
  expect(queue.take('d').before).toEqual(['c'])
})
