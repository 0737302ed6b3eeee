import { existsSync, readFileSync } from 'node:fs'
import { resolve } from 'node:path'
import { gunzipSync } from 'node:zlib'
import { describe, expect, it } from 'vitest'
import { builtIn, extend, findActor, keyOf, listMeant, listParts } from './ActorTable.ts'
import { readGalaxy } from './readGalaxy.ts'

const names = (text: string, table = builtIn): string[] => findActor(table, text).map(({ actor }) => actor.name)

describe('findActor', () => {
  it.each(['Jade Sleet', 'TraderTraitor', 'UNC4899', 'trader traitor', 'JADE-SLEET', 'unc 4899', 'Pukchong'])(
    'knows %s',
    (name) => {
      expect(names(name)).toEqual(['TraderTraitor'])
    },
  )

  it('says who named whom', () => {
    const [match] = findActor(builtIn, 'jade sleet')
    const id = '825abfd9-7238-4438-a9e7-c08791f4df4e'
    expect(match?.claims).toEqual([{ name: 'Jade Sleet', by: 'Microsoft', source: 'misp', id }])
  })

  it('gives every actor that somebody calls so', () => {
    expect(names('PurpleBravo')).toEqual(['Contagious Interview', 'WageMole'])
    expect(findActor(builtIn, 'PurpleBravo').flatMap(({ claims }) => claims.map(({ source }) => source))).toEqual([
      'attack',
      'misp',
    ])
  })

  it('does not merge what an umbrella covers', () => {
    expect(names('Andariel')).toEqual(['Andariel', 'Lazarus Group'])
    expect(names('Sapphire Sleet')).toEqual(['APT38', 'Lazarus Group'])
    expect(names('Lazarus')).toEqual(['Lazarus Group'])
    expect(listMeant(builtIn, 'Andariel').map(({ id }) => id)).toEqual(['andariel'])
    expect(listMeant(builtIn, 'APT 38').map(({ id }) => id)).toEqual(['apt38'])
    expect(listMeant(builtIn, 'hidden cobra').map(({ id, isUmbrella }) => [id, isUmbrella])).toEqual([
      ['lazarus', true],
    ])
    const [lazarus] = listMeant(builtIn, 'Lazarus Group')
    const parts = lazarus === undefined ? [] : listParts(builtIn, lazarus).map(({ id }) => id)
    expect(parts).toEqual(['tradertraitor', 'apt38', 'citrine-sleet', 'andariel', 'moonstone-sleet'])
  })

  it('takes ids of its sources', () => {
    expect(names('G1052')).toEqual(['Contagious Interview'])
    expect(names('825ABFD9-7238-4438-A9E7-C08791F4DF4E')).toEqual(['TraderTraitor'])
  })

  it.each(['', '!', 'group', 'Fancy Bear', '__proto__'])('finds nobody called %j', (name) => {
    expect(names(name)).toEqual([])
  })
})

describe('keyOf', () => {
  it('keeps what tells names apart', () => {
    expect(['APT 37', 'APT37', 'Group 123', 'DEV#POPPER', 'Lazarus group'].map(keyOf)).toEqual([
      'apt37',
      'apt37',
      'group123',
      'devpopper',
      'lazarus',
    ])
  })
})

describe('the built-in actors', () => {
  it('have one id each, and are part of actors that exist', () => {
    const ids = builtIn.actors.map(({ id }) => id)
    expect(new Set(ids).size).toBe(ids.length)
    expect(builtIn.actors.flatMap(({ partOf = [] }) => partOf.filter((id) => !ids.includes(id)))).toEqual([])
  })
})

const folder = resolve('../shared/data/actors')
const isHere = existsSync(folder)
if (!isHere) console.warn(`SKIPPED 2 real cases: no galaxies in ${folder}`)
const read = (name: string) => readGalaxy(gunzipSync(readFileSync(resolve(folder, name))).toString('utf8'))

describe.skipIf(!isHere)('the galaxies of MISP', () => {
  it('have all actors that they hold', () => {
    const [actors, groups] = [read('misp-threat-actor.json.gz'), read('misp-mitre-intrusion-set.json.gz')]
    expect([actors.length, groups.length]).toEqual([1041, 185])
    expect(actors.filter(({ entries }) => entries[0]?.country === 'KP')).toHaveLength(26)
    const table = extend(extend(builtIn, actors), groups)
    expect(names('Fancy Bear', table)).toContain('APT28')
    expect(names('UNC4899', table)).toEqual(['TraderTraitor'])
  })

  it('add nothing on the actors of the DPRK that is not built in', () => {
    const all = [...read('misp-threat-actor.json.gz'), ...read('misp-mitre-intrusion-set.json.gz')]
    const fresh = extend(builtIn, all).actors.filter(({ entries }) => entries[0]?.country === 'KP')
    expect(fresh.filter(({ id }) => !builtIn.actors.some((actor) => actor.id === id))).toEqual([])
  })
})
