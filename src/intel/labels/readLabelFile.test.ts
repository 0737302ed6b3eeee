import { createReadStream, existsSync, readdirSync } from 'node:fs'
import { resolve } from 'node:path'
import { gzipSync } from 'node:zlib'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { LazarettoError } from '../../LazarettoError.ts'
import type { LabelFile } from './LabelFile.ts'
import { readLabelFile, readLabelFiles } from './readLabelFile.ts'

const csv = 'address,name\n0x28c6c06298d514db089934071355e5743bf21d60,Binance 14\n'
const encode = (text: string): Uint8Array => new TextEncoder().encode(text)
const read = (...bytes: Uint8Array[]): Promise<LabelFile> => readLabelFile({ name: 'some/file', bytes })

describe('a file', () => {
  it('is unpacked by what it holds, in whatever chunks it comes', async () => {
    const packed = gzipSync(csv)
    expect((await read(packed)).labels).toHaveLength(1)
    expect((await read(packed.subarray(0, 1), packed.subarray(1))).name).toBe('file')
  })

  it('is refused when the archive is cut or damaged', async () => {
    const packed = gzipSync(csv.repeat(50))
    await expect(read(packed.subarray(0, packed.length - 9))).rejects.toMatchObject({ code: 'LZ_LABEL_FILE_GZIP' })
    await expect(read(packed.subarray(0, 2))).rejects.toMatchObject({ code: 'LZ_LABEL_FILE_GZIP', kind: 'integrity' })
  })

  it.each([
    ['LZ_LABEL_FILE_ENCODING', Uint8Array.of(0xff, 0xfe, 0x41)],
    ['LZ_LABEL_FILE_FORMAT', encode('')],
    ['LZ_LABEL_FILE_FORMAT', encode('hello')],
    ['LZ_LABEL_FILE_FORMAT', encode('[1,2]')],
    ['LZ_LABEL_FILE_FORMAT', encode('{"a":1}')],
    ['LZ_LABEL_FILE_SHAPE', encode('{"a":')],
  ])('is refused with %s', async (code, bytes) => {
    await expect(read(bytes)).rejects.toMatchObject({ code })
  })

  it('is read or refused with a code, whatever it holds', async () => {
    const piece = fc.constantFrom(
      'tags:',
      'actors:',
      '\n- ',
      'address',
      ': ',
      '{',
      '}',
      '[',
      '"',
      ',',
      '&a',
      '*a',
      '!x',
      '0x',
      '\t',
    )
    const text = fc.oneof(
      fc.string(),
      fc.array(piece, { maxLength: 30 }).map((parts) => parts.join('')),
    )
    await fc.assert(
      fc.asyncProperty(text, async (content) => {
        const error: unknown = await read(encode(content)).then(
          () => undefined,
          (reason: unknown) => reason,
        )
        if (error !== undefined) expect(error instanceof LazarettoError && error.code).toMatch(/^LZ_LABEL_FILE_/)
      }),
      { numRuns: 1_000 },
    )
  })
})

const folder = resolve('../shared/data/labels')
const isHere = existsSync(folder)
if (!isHere) console.warn(`SKIPPED 4 real cases: no label files in ${folder}`)

describe.skipIf(!isHere)('the public label files', async () => {
  const packs = isHere ? readdirSync(resolve(folder, 'tagpacks')).filter((name) => name.endsWith('.yaml')) : []
  const explorers = ['etherscan', 'bscscan', 'polygonscan'].map((name) => `${name}-labels.json.gz`)
  const names = [...packs.map((name) => `tagpacks/${name}`), ...explorers, 'forta-phishing-scams.csv']
  const paths = isHere ? names.map((name) => resolve(folder, name)) : []
  const files = await readLabelFiles(paths.map((name) => ({ name, bytes: createReadStream(name) })))
  const byName = new Map(files.map((file) => [file.name, file]))
  const count = (name: string): [labels: number, rejects: number] => {
    const file = byName.get(name)
    return [file?.labels.length ?? 0, file?.rejects.length ?? 0]
  }

  it('give all 11,906 tags of the TagPacks, and every one of them is accounted for', () => {
    const tagPacks = files.filter(({ format }) => format === 'tagpack')
    const labels = tagPacks.reduce((sum, file) => sum + file.labels.length, 0)
    const rejects = tagPacks.flatMap((file) => file.rejects)
    expect(tagPacks).toHaveLength(21)
    expect(labels + rejects.length).toBe(11_906)
    expect(rejects.filter(({ code }) => code === 'LZ_LABEL_NULL_ADDRESS')).toHaveLength(7)
    expect(rejects.length).toBeLessThan(100)
  })

  it('give 23,288, 2,875 and 4,724 entries of the explorers, without null addresses and keys that are none', () => {
    expect(count('etherscan-labels.json.gz')).toEqual([23_276, 12])
    expect(count('bscscan-labels.json.gz')).toEqual([2_863, 12])
    expect(count('polygonscan-labels.json.gz')).toEqual([4_718, 6])
    const bad = byName.get('bscscan-labels.json.gz')?.rejects.filter(({ code }) => code === 'LZ_LABEL_ADDRESS')
    expect(bad?.map(({ place }) => place)).toContain('"There are no matching entries"')
  })

  it('give 6,726 phishing accounts, none of which stops a trace', () => {
    const [labels, rejects] = count('forta-phishing-scams.csv')
    expect(labels + rejects).toBe(6_726)
    expect(byName.get('forta-phishing-scams.csv')?.labels.some(({ stops }) => stops)).toBe(false)
  })

  it('are read as their publishers mean them', () => {
    const categories = (name: string): string[] => [
      ...new Set(byName.get(name)?.labels.map(({ category }) => category)),
    ]
    const actors = (name: string): (string | undefined)[] => [
      ...new Set(byName.get(name)?.labels.map(({ actor }) => actor)),
    ]
    expect(actors('exchange-wallets-huobi.yaml')).toEqual(['HTX'])
    expect(actors('exchange-wallets-okx.yaml')).toEqual(['OKX'])
    expect(categories('tornado_cash.yaml')).toEqual(['mixer'])
    expect(categories('ransomwhere.yaml')).toEqual(['ransomware'])
    expect(categories('ronin_bridge.yaml')).toEqual(['theft'])
    expect(categories('usdt_blacklist.yaml')).toEqual(['blocked'])
    expect(categories('ofac.yaml')).toEqual(['sanctioned'])
    expect(categories('hydra.yaml')).toEqual(['market'])
  })
})
