import { expect, it } from 'vitest'
import { parseReading } from './parseReading.ts'
import { readName } from './readName.ts'

it('reads back what was stored', () => {
  for (const name of ['HTX 33', 'Harmony Bridge Hacker 2', 'HBH Terminus', 'x'])
    expect(parseReading(JSON.stringify(readName(name)))).toEqual(readName(name))
  expect(parseReading(JSON.stringify(readName('reserve', { actor: 'okex' }))).basis).toBe('actor')
  expect(parseReading(JSON.stringify(readName('', { category: 'exchange' }))).basis).toBe('category')
  const blocked = readName('Kucoin Hacker', { tags: ['blocked'] })
  expect(blocked).toMatchObject({ category: 'theft', isBlocked: true })
  expect(parseReading(JSON.stringify(blocked))).toEqual(blocked)
})

it('refuses what it does not know', () => {
  for (const text of ['', '{}', '{"category":"toString"}', JSON.stringify({ ...readName('x'), more: 1 })])
    expect(() => parseReading(text)).toThrow(expect.objectContaining({ code: 'LZ_LABEL_READING' }))
})
