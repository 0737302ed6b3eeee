import { expect, it } from 'vitest'
import { createCallsNote } from './createCallsNote.ts'

it('says once of which block on calls are missing', () => {
  const said: string[] = []
  const note = createCallsNote({ say: (line) => said.push(line) })
  const apply = (height: number, more: { hasTraces?: boolean }): void => {
    const block = { height, hash: `0x${height}`, previous: '0x', timeSec: 0, ...more }
    note({ type: 'apply', blocks: [block], head: block })
  }
  apply(1, { hasTraces: true })
  apply(2, {})
  expect(said).toEqual([])
  apply(3, { hasTraces: false })
  apply(4, { hasTraces: false })
  note({ type: 'undo', blocks: [] })
  expect(said).toHaveLength(1)
  expect(said[0]).toContain('block 3 came without the calls inside of transactions')
})
