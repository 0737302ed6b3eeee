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

  it('take only what is of their list, and say what they leave out', async () => {
    const other = delta.replace('>SDN List<', '>Non-SDN Menu-Based Sanctions List<')
    const whole = await readText(other, { list: 'ofac-sdn' })
    expect(whole.changes.map(({ entry }) => entry.uid)).toEqual(['4632', '99'])
    expect(whole.summary.notes).toEqual(['1 changes of other lists were left out: Non-SDN Menu-Based Sanctions List'])
    expect((await readText(other, { list: 'ofac-consolidated' })).changes[0]?.entry.uid).toBe('58482')
    expect((await readText(delta, { list: 'ofac-consolidated' })).changes.map(({ entry }) => entry.uid)).toEqual([
      '4632',
      '99',
    ])
  })

  it('take an entity off that leaves the list, and keep it while it is on it', async () => {
    const sdn = '<sanctionsList id="1" datePublished="2026-08-28">SDN List</sanctionsList>'
    const cmic = '<sanctionsList id="2">Non-SDN Chinese Military-Industrial Complex Companies List</sanctionsList>'
    const actionOf = async (lists: string) =>
      (await readText(delta.replace('action="add"', 'action="modify"').replace(sdn, lists))).changes.find(
        ({ entry }) => entry.uid === '58482',
      )?.action
    expect(await actionOf(sdn + cmic)).toBe('modify')
    expect(await actionOf(sdn.replace(' id', ' action="remove" id') + cmic)).toBe('remove')
    expect(await actionOf(sdn + cmic.replace(' id', ' action="remove" id'))).toBe('modify')
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
