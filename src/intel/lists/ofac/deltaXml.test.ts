import { describe, expect, it } from 'vitest'
import { readText, refusal } from '../lists.support.ts'
import { delta } from './delta.support.ts'

describe("OFAC's delta files", () => {
  it('say who came, went and changed', async () => {
    const { format, scope, changes, summary } = await readText(delta)
    expect({ format, scope }).toEqual({ format: 'ofac-delta-xml', scope: 'delta' })
    expect(summary.published).toBe('2026-08-28')
    expect(changes.map(({ action, entry }) => `${action} ${entry.uid}`)).toEqual([
      'add 58482',
      'modify 4632',
      'remove 99',
    ])
    expect(changes[0]?.entry).toMatchObject({
      kind: 'person',
      names: [
        { text: 'Jean-Michel DUPONT', quality: 'primary' },
        { text: 'JM', quality: 'weak' },
      ],
      programmes: ['IFSR', 'SDGT'],
      births: [{ from: '1971-03-25', to: '1971-03-25' }],
      countries: ['France', 'Iran'],
      documents: [{ kind: 'Passport', text: 'X123' }],
      addresses: [{ text: 'TNiq9AXBp9EjUqhDhrwrfvAA8U3GUQZH81', ticker: 'TRX' }],
      listedOn: '2026-08-28',
    })
  })

  it('keep apart what a modification adds and what it takes away', async () => {
    const change = (await readText(delta)).changes[1]
    expect(change?.entry.addresses.map(({ text }) => text)).toEqual(['TTiDLWE6fZK8okMJv6ijg42yrH6W2pjSr9'])
    expect(change?.withdrawn?.addresses.map(({ text }) => text)).toEqual(['TNiq9AXBp9EjUqhDhrwrfvAA8U3GUQZH81'])
    expect(change?.withdrawn?.programmes).toEqual(['IRAN'])
  })

  it('may be without changes, but not without their place, date or a known action', async () => {
    const empty = delta.replace(/<entities>[\s\S]*<\/entities>/, '<entities/>')
    expect((await readText(empty)).changes).toEqual([])
    expect(await refusal(delta.replace(/<entities>[\s\S]*<\/entities>/, ''))).toBe('LZ_LIST_ROOT')
    expect(await refusal(delta.replace(/<datePublished>[^<]*</, '<datePublished><'))).toBe('LZ_LIST_ENTRY')
    expect(await refusal(delta.replace('action="remove">', 'action="hide">'))).toBe('LZ_LIST_ENTRY')
    expect(await refusal(delta.replace('DeltaFile/1.0', 'DeltaFile/2.0'))).toBe('LZ_LIST_ROOT')
    expect(
      await refusal(
        delta
          .replace('<formattedFullName>DUPONT, Jean-Michel</formattedFullName>', '')
          .replace('<formattedFullName>JM</formattedFullName>', ''),
      ),
    ).toBe('LZ_LIST_ENTRY')
  })
})
