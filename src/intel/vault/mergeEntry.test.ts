import { describe, expect, it } from 'vitest'
import type { ListEntry } from '../lists/ListEntry.ts'
import { mergeEntry } from './mergeEntry.ts'

const nothing = {
  programmes: [],
  addresses: [],
  births: [],
  countries: [],
  documents: [],
  listedOn: undefined,
  record: '',
}

function entry(parts: Partial<ListEntry>): ListEntry {
  return { uid: '1', kind: 'unknown', names: [], ...nothing, ...parts }
}

const doe = { text: 'John DOE', quality: 'primary' } as const
const old = {
  ...entry({ kind: 'person', names: [doe], programmes: ['A', 'B'], listedOn: '2020-01-01' }),
  recordHash: 'x',
}

describe('mergeEntry', () => {
  it('keeps what a change does not name', () => {
    expect(mergeEntry(old, { entry: entry({ programmes: ['C'] }) })).toMatchObject({
      kind: 'person',
      names: [doe],
      programmes: ['A', 'B', 'C'],
      listedOn: '2020-01-01',
    })
  })

  it('takes away what is withdrawn, and puts a new form in the place of an old one', () => {
    const changed = { text: 'John DOE', quality: 'weak' } as const
    const merged = mergeEntry(old, { entry: entry({ names: [changed] }), withdrawn: entry({ programmes: ['A'] }) })
    expect([merged.names, merged.programmes]).toEqual([[changed], ['B']])
  })
})
