import { expect, it } from 'vitest'
import { untracedNote } from './untracedNote.ts'

const one = (height: number): { first: number; last: number } => ({ first: height, last: height })

it('says for which blocks calls are missing', () => {
  expect(untracedNote([{ first: 7, last: 90 }])).toBe(
    'calls inside of transactions were not told for blocks 7..90: what contracts paid of the native asset there is missing',
  )
  expect(untracedNote([one(7)])).toContain('told for block 7:')
  expect(untracedNote([one(7), { first: 9, last: 12 }])).toContain('told for blocks 7, 9..12:')
  expect(untracedNote([1, 3, 5, 7, 9, 11, 13].map(one))).toContain('told for blocks 1, 3, 5, 7, 9 and 2 more ranges:')
})
