import { writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { BitcoinNetwork } from '../chain/index.ts'
import {
  errorOf,
  highChain,
  NOTHING,
  quiet,
  root,
  rowsOf,
  take,
  takeBlocks,
  withStore,
  write,
} from './importBlocks.support.ts'
import { type BlockImportOptions, importBlocks } from './importBlocks.ts'
import { importFile } from './importFile.ts'
import {
  type MadeBlock,
  makeCoinbase,
  mineBlock,
  mineChain,
  payTo,
  splitRecords,
  toRecords,
} from './makeBlocks.support.ts'
import { queryRows, type Store } from './store/Store.ts'

const { main, regtest } = BitcoinNetwork

describe('importBlocks', () => {
  it('takes the chain with the most work, and names what it leaves out', async () => {
    const trunk = mineChain(3)
    const [short, long] = [
      mineChain(1, { on: trunk[2] as MadeBlock, name: 'b' }),
      mineChain(2, { on: trunk[2] as MadeBlock, name: 'c' }),
    ]
    const lost = mineChain(4, { name: 'd' })
    await withStore(async (store) => {
      const report = await takeBlocks(store, [
        ...short,
        ...long.reverse(),
        ...trunk,
        ...lost.slice(1),
        ...trunk.slice(0, 1),
      ])
      expect(report).toMatchObject({ blocks: 10, added: 5, copied: 1, known: 0, lastHeight: 4 })
      expect(report.stale.map(({ hash }) => hash)).toEqual([short[0]?.hash])
      expect(report.unlinked.map(({ previous }) => previous)).toContain(lost[0]?.hash)
      const hashes = await queryRows(store, 'SELECT lower(hex(hash)) AS hash FROM block ORDER BY height')
      expect(hashes.map(({ hash }) => hash)).toEqual([...trunk, ...long.reverse()].map(({ hash }) => hash))
    })
  })

  it('refuses, when it is strict, what is cut or does not hang together', async () => {
    const blocks = mineChain(4)
    const strict = (store: Store, bytes: Buffer) =>
      importBlocks(store, [write('blk1.dat', bytes)], { ...quiet, strict: true })
    await withStore(async (store) => {
      const cut = await errorOf(strict(store, toRecords(blocks).subarray(0, -1)))
      const gap = await errorOf(strict(store, toRecords(blocks.filter((_, i) => i !== 1))))
      expect([cut.code, gap.code]).toEqual(['LZ_BLOCK_CUT', 'LZ_BLOCK_GAP'])
      expect(gap.message).toContain(blocks[1]?.hash)
      expect(await rowsOf(store)).toEqual(NOTHING)
    })
  })

  it('takes what is whole of a file that is cut anywhere', async () => {
    const blocks = mineChain(5)
    const file = toRecords(blocks)
    await withStore(async (store) => {
      const first = (blocks[0] as MadeBlock).bytes.length + 8
      for (let end = 1; end < first; end += 7) {
        const error = await errorOf(take(store, write('blk00000.dat', file.subarray(0, end))))
        expect(['LZ_BLOCK_NONE', 'LZ_BLOCK_FORMAT']).toContain(error.code)
      }
      expect(await rowsOf(store)).toEqual(NOTHING)
      const ends = fc.integer({ min: first, max: file.length })
      await fc.assert(
        fc.asyncProperty(ends, async (end) => {
          const report = await withStore((other) => take(other, write('blk00000.dat', file.subarray(0, end))))
          const whole = splitRecords(file.subarray(0, end))
          const rest = end - toRecords(whole).length
          expect(report).toMatchObject({ added: whole.length, cut: rest === 0 ? [] : [{ bytes: rest }] })
        }),
        { numRuns: 8 },
      )
    })
  })

  it('does not take a wrong length for a cut', async () => {
    const blocks = mineChain(3)
    const file = toRecords(blocks)
    const last = toRecords(blocks.slice(0, 2)).length
    await withStore(async (store) => {
      for (const [at, length] of [
        [4, 100_000],
        [last + 4, 100_000],
        [last + 4, 4_000_001],
        [last + 4, 0xffffffff],
        [last + 4, 0],
      ] as const) {
        const damaged = Buffer.from(file)
        damaged.writeUInt32LE(length, at)
        const error = await errorOf(take(store, write('blk00000.dat', damaged)))
        expect(error.code).toBe('LZ_BLOCK_LENGTH')
        expect(error.message).toContain(`byte ${at}: `)
      }
      expect(await rowsOf(store)).toEqual(NOTHING)
    })
  })

  it('refuses files that are no blocks, another network, and a chain that is not Bitcoin', async () => {
    const file = write('blk00000.dat', toRecords(mineChain(2)))
    const codeOf = async (path: string, chain?: BlockImportOptions['chain']) =>
      (await withStore((store) => errorOf(importBlocks(store, [path], { ...quiet, chain })))).code
    expect(await codeOf(write('a.csv', 'block,tx\n'))).toBe('LZ_BLOCK_FORMAT')
    expect(await codeOf(write('a.dat', ''))).toBe('LZ_BLOCK_NONE')
    expect(await codeOf(write('blk00000.dat', Buffer.alloc(5000)))).toBe('LZ_BLOCK_NONE')
    expect(await codeOf(write('a.hex', `${'ab'.repeat(100)}a`))).toBe('LZ_BLOCK_HEX')
    expect(await codeOf(file, main.chain)).toBe('LZ_BLOCK_FORMAT')
    expect(await codeOf(file, 'eip155:1' as typeof main.chain)).toBe('LZ_BLOCK_CHAIN')
    expect(await codeOf(join(root, 'nowhere'))).toBe('LZ_FILE_NOT_FOUND')
    const masked = write('blk00000.dat', toRecords(mineChain(2)))
    writeFileSync(join(dirname(masked), 'xor.dat'), '1234567')
    expect(await codeOf(masked)).toBe('LZ_BLOCK_KEY')
  })

  it('refuses blocks in the middle that say no height, or a wrong one', async () => {
    await withStore(async (store) => {
      expect((await errorOf(takeBlocks(store, mineChain(4).slice(2)))).code).toBe('LZ_BLOCK_HEIGHT')
      const high = highChain(4)
      const wrong = mineBlock(high[3], [makeCoinbase('\u0001\u0003', [{ valueSat: 1, script: payTo(1) }])])
      expect((await errorOf(takeBlocks(store, [...high.slice(1), wrong]))).code).toBe('LZ_BLOCK_HEIGHT')
      expect(await rowsOf(store)).toEqual(NOTHING)
    })
  })

  it('refuses a chain with more work than that of the ledger, and leaves out one with less', async () => {
    const trunk = mineChain(3)
    const known = mineChain(2, { on: trunk[2] as MadeBlock, name: 'b' })
    const other = mineChain(3, { on: trunk[2] as MadeBlock, name: 'c' })
    await withStore(async (store) => {
      await takeBlocks(store, [...trunk, ...known])
      expect(await takeBlocks(store, other.slice(0, 1))).toMatchObject({ added: 0, stale: [{ hash: other[0]?.hash }] })
      const before = await rowsOf(store)
      expect((await errorOf(takeBlocks(store, other))).code).toBe('LZ_BLOCK_REORG')
      expect((await errorOf(takeBlocks(store, mineChain(9, { name: 'e' })))).code).toBe('LZ_BLOCK_GAP')
      expect(await rowsOf(store)).toEqual(before)
    })
  })

  it('keeps transfers and blocks of one chain apart', async () => {
    const csv = write('a.csv', `block,tx,from,to,amount\n1,${'11'.repeat(32)},${'a'},b,1\n`)
    const options = {
      columns: {},
      asset: 'BTC',
      decimals: undefined,
      keepDuplicates: false,
      strict: false,
      onReject: () => {},
      onProgress: () => {},
    }
    await withStore(async (store) => {
      await takeBlocks(store, mineChain(2))
      const error = await errorOf(importFile(store, csv, { ...options, chain: regtest.chain }))
      expect(error.code).toBe('LZ_STORE_FORM')
    })
  })
})
