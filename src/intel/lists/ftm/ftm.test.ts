import { describe, expect, it } from 'vitest'
import { isHere, readShared, readText, refusal } from '../lists.support.ts'
import { entities } from './ftm.support.ts'

const lines = (...values: unknown[]) => values.map((value) => JSON.stringify(value)).join('\n')

describe('FollowTheMoney', () => {
  it('gives targets and wallets, with the names of the holders of wallets', async () => {
    const { format, list, entries } = await readText(entities)
    expect({ format, list }).toEqual({ format: 'ftm', list: 'opensanctions' })
    expect(entries.map(({ uid, kind }) => `${uid} ${kind}`)).toEqual(['NK-1 person', 'NK-2 organisation', 'w1 unknown'])
    expect(entries[0]).toMatchObject({
      names: [
        { text: 'Vitaly KUZMENKO', quality: 'primary' },
        { text: 'Виталий КУЗЬМЕНКО', quality: 'strong' },
        { text: 'Vitek', quality: 'weak' },
      ],
      programmes: ['eu_fsf', 'sanction'],
      births: [{ from: '1971-01-01', to: '1971-01-31' }],
      countries: ['ru'],
      documents: [{ kind: 'passportNumber', text: '750' }],
    })
    expect(entries[2]).toMatchObject({
      names: [{ text: 'Vitaly KUZMENKO', quality: 'primary' }],
      addresses: [{ text: '0xd882cfc20f52f2599d84b8e8d58c7fb62cfe344b', ticker: 'ETH' }],
      programmes: ['us_ofac_sdn', 'sanction'],
    })
  })

  it('takes what is sanctioned, and counts what is there for another reason', async () => {
    const wallet = (id: string, publicKey: string, more: object) => ({
      id,
      schema: 'CryptoWallet',
      caption: publicKey,
      properties: { publicKey: [publicKey], ...more },
      datasets: ['il_mod_crypto'],
    })
    const person = (id: string, topics: string[], target = true) => ({
      id,
      schema: 'Person',
      caption: id,
      properties: { name: [id], ...(topics.length > 0 ? { topics } : {}) },
      target,
    })
    const { entries, summary } = await readText(
      lines(
        person('listed', ['role.pep', 'sanction']),
        person('old export', []),
        person('context', [], false),
        person('politician', ['role.pep']),
        person('son', ['sanction.linked']),
        person('thief', ['crime.theft']),
        wallet('held', '0xd882cfc20f52f2599d84b8e8d58c7fb62cfe344b', { holder: ['listed'] }),
        wallet('of thief', '0x7F367cC41522cE07553e823bf3be79A889DEbe1B', {
          holder: ['thief'],
          topics: ['crime.theft'],
        }),
        wallet('of nobody', 'TNiq9AXBp9EjUqhDhrwrfvAA8U3GUQZH81', {}),
      ),
    )
    expect(entries.map(({ uid }) => uid)).toEqual(['listed', 'old export', 'held'])
    expect(entries[2]?.names).toEqual([{ text: 'listed', quality: 'primary' }])
    expect(summary.notes).toContain(
      'what is in the file without being sanctioned was left out: CryptoWallet 1, crime.theft 2, role.pep 1, sanction.linked 1',
    )
  })

  it('is refused when an entity has another shape, stands twice or is cut', async () => {
    expect(await refusal(entities + lines({ id: 'x', schema: 'Person', properties: { name: 'x' } }))).toBe(
      'LZ_LIST_ENTRY',
    )
    expect(await refusal(`${entities}${entities}`)).toBe('LZ_LIST_ENTRY')
    expect(await refusal(entities.slice(0, -4))).toBe('LZ_LIST_TRUNCATED')
  })

  it('reads changes, of which there may be none', async () => {
    const entity = { id: 'NK-9', schema: 'Person', caption: 'A', properties: { name: ['A'] }, target: true }
    const text = lines(
      { op: 'ADD', entity },
      { op: 'MOD', entity: { ...entity, id: 'NK-8' } },
      { op: 'MOD', entity: { ...entity, id: 'NK-7', target: false } },
      { op: 'ADD', entity: { ...entity, id: 'addr', schema: 'Address', target: false } },
      { op: 'DEL', entity: { id: 'NK-6' } },
    )
    const { format, scope, changes } = await readText(text)
    expect({ format, scope }).toEqual({ format: 'ftm-delta', scope: 'delta' })
    expect(changes.map(({ action, entry }) => `${action} ${entry.uid}`)).toEqual([
      'add NK-9',
      'modify NK-8',
      'remove NK-7',
      'remove NK-6',
    ])
    expect(changes.map(({ isUncertain }) => isUncertain)).toEqual([false, true, true, true])
    const wallet = { id: 'w', schema: 'CryptoWallet', properties: { publicKey: ['x'], holder: ['NK-9'] } }
    const held = await readText(lines({ op: 'ADD', entity }, { op: 'MOD', entity: wallet }))
    expect(held.changes.map(({ action }) => action)).toEqual(['add', 'modify'])
    expect(await refusal(lines({ op: 'MOD', entity: wallet }))).toBe('LZ_LIST_ENTRY')
    expect((await readText('', { format: 'ftm-delta' })).changes).toEqual([])
    expect(await refusal('{"op":"ADD","entity":{}}')).toBe('LZ_LIST_ENTRY')
  })

  it.skipIf(!isHere)('reads the public sample', async () => {
    const { entries } = await readShared('followthemoney-sample/t1/entities.ftm.json')
    expect(entries.map(({ kind }) => kind).sort()).toEqual([
      'organisation',
      'organisation',
      ...Array<string>(4).fill('person'),
    ])
    expect(entries[0]?.names[0]).toEqual({ text: 'RAB „Inter Tobacco“', quality: 'primary' })
    const path = 'followthemoney-sample/t1/20240527134702-zbn/entities.delta.json'
    expect((await readShared(path, { format: 'ftm-delta' })).changes).toEqual([])
  })
})
