import { describe, expect, it } from 'vitest'
import { NameIndex } from './names/index.ts'
import { screenerOf, status } from './screener.support.ts'
import { type NamedParty, screenName } from './screenName.ts'

const NOW = 1_790_000_000
const source = { id: 'ofac-sdn', title: 'OFAC SDN', published: '2026-09-01', loadedSec: NOW, sha256: '0'.repeat(64) }
const party: NamedParty = {
  ref: { source, uid: '1', standing: 'listed', programmes: [], listedOn: undefined },
  kind: 'organisation',
  names: [{ text: 'Haqqani Network (HQN)', quality: 'primary' }],
  births: [],
  countries: [],
}
const index = NameIndex.create([party])
const ask = (text: string, parts: Parameters<typeof screenerOf>[1] = {}) => {
  const { verdict, gaps } = screenName(screenerOf([], parts), index, { query: { text }, nowSec: NOW })
  return [verdict, ...gaps.map(({ code }) => code)].join(' ')
}

describe('an answer about a name', () => {
  it('is review or no-match where lists are fresh and have names', () => {
    expect(ask('HQN')).toBe('review')
    expect(ask('Wilhelmina Brandt')).toBe('no-match')
  })

  it.each(['', '   ', '!!!', '---', '\u202e', '\u0f56\u0f7c\u0f51', 'Brandt \u1000\u1031'])(
    'is hold for %j',
    (text) => {
      expect(ask(text)).toBe('hold NAME_UNREADABLE')
    },
  )

  it.each(['all', 'some'] as const)(
    'is hold where %s names of a list are missing, and a hit stays one',
    (namesMissing) => {
      const lists = [status({ namesMissing })]
      expect(ask('Wilhelmina Brandt', { lists })).toBe('hold LIST_NAMELESS')
      expect(ask('Haqqani Network', { lists })).toBe('review LIST_NAMELESS')
    },
  )
})
