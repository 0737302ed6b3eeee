import { describe, expect, it } from 'vitest'
import { readGalaxy } from './readGalaxy.ts'

const uuid = '825abfd9-7238-4438-a9e7-c08791f4df4e'
const galaxy = (fields: object, ...values: object[]): string =>
  JSON.stringify({ name: 'Threat Actor', type: 'threat-actor', version: 1, values, ...fields })

describe('readGalaxy', () => {
  it('keeps who coined a name', () => {
    const meta = {
      synonyms: ['A:B', 'C'],
      country: 'KP',
      'name-attribution': ['A:B:d0c33595-b684-45ef-91c3-e2f5ce1a8191', 'C:x', 'D'],
    }
    expect(readGalaxy(galaxy({}, { value: 'X', uuid, meta }))).toEqual([
      {
        id: uuid,
        name: 'X',
        entries: [{ source: 'misp', id: uuid, country: 'KP', names: [['X'], ['A:B', 'Microsoft'], ['C']] }],
      },
    ])
  })

  it('takes groups of ATT&CK by their id, and no revoked ones', () => {
    const group = { value: 'APT38 - G0082', uuid, meta: { external_id: 'G0082', synonyms: ['APT38'] } }
    const text = galaxy({ type: 'mitre-intrusion-set' }, group, { ...group, revoked: true })
    expect(readGalaxy(text)).toEqual([
      { id: uuid, name: 'APT38', entries: [{ source: 'attack', id: 'G0082', names: [['APT38']] }] },
    ])
  })

  it.each([
    '',
    '[]',
    '{}',
    galaxy({ type: 'ransomware' }),
    galaxy({}, { value: '', uuid }),
    galaxy({}, { value: 'X', uuid: '1' }),
  ])('refuses %s', (text) => {
    expect(() => readGalaxy(text)).toThrow(expect.objectContaining({ code: 'LZ_GALAXY_SHAPE' }))
  })
})
