import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import fc from 'fast-check'
import { afterAll, describe, expect, it } from 'vitest'
import { BitcoinNetwork } from '../chain/index.ts'
import { LazarettoError } from '../LazarettoError.ts'
import { type BlockImportOptions, type BlockImportReport, importBlocks } from './importBlocks.ts'
import { importFile } from './importFile.ts'
import {
  coinbaseOf,
  type MadeBlock,
  makeCoinbase,
  makeTx,
  mineBlock,
  mineChain,
  payTo,
  readBlocks,
  splitRecords,
  toRecords,
} from './makeBlocks.support.ts'
import { openUtxoView } from './store/openUtxoView.ts'
import { openStore, queryRows, type Store } from './store/Store.ts'
import { UNKNOWN } from './UtxoColumns.ts'

const root = mkdtempSync(join(tmpdir(), 'lazaretto-blocks-'))
afterAll(() => rmSync(root, { recursive: true }))
const { main, regtest } = BitcoinNetwork
const early = readBlocks('blk00000-first-4522-blocks.dat')
const segwit = readBlocks('block-540107.bin')

let folders = 0
async function withStore<T>(work: (store: Store) => Promise<T>): Promise<T> {
  const store = await openStore(join(root, `store-${folders++}`), { mode: 'write' })
  try {
    return await work(store)
  } finally {
    store.close()
  }
}

function write(name: string, content: string | Uint8Array): string {
  const path = join(root, `files-${folders++}`, name)
  mkdirSync(dirname(path), { recursive: true })
  writeFileSync(path, content)
  return path
}

const quiet: BlockImportOptions = { chain: undefined, strict: false, onProgress: () => {} }
const take = (store: Store, ...paths: string[]): Promise<BlockImportReport> => importBlocks(store, paths, quiet)
const takeBlocks = (store: Store, blocks: readonly { readonly bytes: Buffer }[], magic?: readonly number[]) =>
  take(store, write('blk00000.dat', toRecords(blocks, magic)))

/** The ledger in columns, with scripts in the place of their ids, which depend on the order of imports. */
async function columnsOf(store: Store, chain = regtest.chain): Promise<Record<string, unknown>> {
  const view = await openUtxoView(store, chain)
  const { owner, ...columns } = await view.readColumns()
  const names = await view.describeOwners([...new Set(owner)])
  return { ...columns, owner: [...owner].map((id) => names.get(id)?.name) }
}

async function rowsOf(store: Store): Promise<unknown> {
  const tables = ['chain', 'block', 'tx', 'input', 'output', 'missing', 'address', 'import']
  const counts = await Promise.all(
    tables.map((table) => queryRows(store, `SELECT count(*)::INTEGER AS n FROM ${table}`)),
  )
  return counts.map(([row]) => row?.['n'])
}
const NOTHING = [0, 0, 0, 0, 0, 0, 0, 0]

async function errorOf(work: Promise<unknown>): Promise<LazarettoError> {
  const error: unknown = await work.then(
    () => undefined,
    (thrown: unknown) => thrown,
  )
  if (error instanceof LazarettoError) return error
  throw error instanceof Error ? error : new Error('nothing was thrown')
}

/** A chain of ten blocks whose transactions spend each other's outputs. */
function spendingChain(): MadeBlock[] {
  const first = makeTx({
    spends: [{ txid: coinbaseOf(0).txid, place: 0 }],
    pays: [1, 2].map((person) => ({ valueSat: 2_000_000_000, script: payTo(person) })),
  })
  const second = makeTx({
    spends: [
      { txid: first.txid, place: 1 },
      { txid: coinbaseOf(3).txid, place: 0 },
    ],
    pays: [{ valueSat: 6_500_000_000, script: payTo(9) }],
  })
  const third = makeTx({ spends: [{ txid: second.txid, place: 0 }], pays: [{ valueSat: 1, script: payTo(1) }] })
  return mineChain(10, { plan: (i) => (i === 2 ? [first] : i === 7 ? [second, third] : []) })
}

describe.skipIf(early === undefined)('the first 4,522 blocks', () => {
  const file = early as Buffer
  const blocks = splitRecords(file)

  it('are stored with every output, and add up', async () => {
    await withStore(async (store) => {
      const path = write('blk00000.dat', file)
      expect(await take(store, path)).toMatchObject({
        chain: main.chain,
        blocks: 4522,
        added: 4522,
        txs: 4583,
        inputs: 260,
        outputs: 4609,
        missing: 0,
        stale: [],
        cut: [{ path, offset: 1_048_537, bytes: 39 }],
        firstHeight: 0,
        lastHeight: 4521,
      })
      const { valueSat, spends, height } = await (await openUtxoView(store, main.chain)).readColumns()
      const unspent = [...valueSat]
      for (const output of spends) unspent[output] = 0
      expect(unspent.reduce((sum, value) => sum + value)).toBe(22_610_000_000_000)
      expect([height[0], height.at(-1)]).toEqual([0, 4521])
      const before = await rowsOf(store)
      expect(await take(store, path)).toMatchObject({ added: 0, known: 4522, txs: 0 })
      expect((await rowsOf(store)) as number[]).toEqual([...(before as number[]).slice(0, 7), 2])
    })
  })

  it('are the same shuffled, in several files, masked, padded, and in hex', async () => {
    const some = blocks.slice(0, 300)
    const expected = await withStore(async (store) => {
      await takeBlocks(store, some, main.magic)
      return await columnsOf(store, main.chain)
    })
    const shuffled = some.map((block, i) => ({ block, key: (i * 7919) % 300 })).sort((a, b) => a.key - b.key)
    const order = shuffled.map(({ block }) => block)
    const halves = [order.slice(0, 150), order.slice(150)].map((half) => toRecords(half, main.magic))
    const key = Buffer.from('0123456789abcdef', 'hex')
    const folder = dirname(write('xor.dat', key))
    const masked = halves.map((half, i) => {
      const path = join(folder, `blk0000${i}.dat`)
      // The node keeps room behind the blocks, and does not mask it.
      writeFileSync(path, Buffer.concat([half.map((byte, at) => byte ^ (key[at % 8] as number)), Buffer.alloc(1000)]))
      return path
    })
    const hex = some.map(({ bytes }) => bytes.toString('hex'))
    const forms = [
      halves.map((half, i) => write(`blk0000${i}.dat`, half)),
      masked,
      some.map(({ bytes }, i) => write(`${i}.bin`, bytes)),
      [write('blocks.hex', `${hex.join('\n')}\n`)],
      [write('blocks.txt', `0x${hex.join('').replace(/(.{77})/g, '$1\r\n')}`)],
      [write('records.hex', halves.map((half) => half.toString('hex').toUpperCase()).join(' '))],
    ]
    for (const paths of forms) {
      await withStore(async (store) => {
        expect(await take(store, ...paths)).toMatchObject({ added: 300, cut: [], stale: [], unlinked: [] })
        expect(await columnsOf(store, main.chain)).toEqual(expected)
      })
    }
  })

  it('leave nothing behind with any byte changed', async () => {
    const some = toRecords(blocks.slice(160, 200), main.magic)
    const places = fc.oneof(fc.nat(some.length - 1), fc.nat(300))
    await withStore(async (store) => {
      await fc.assert(
        fc.asyncProperty(places, fc.integer({ min: 1, max: 255 }), async (at, bits) => {
          const damaged = Buffer.from(some)
          damaged[at] = (damaged[at] as number) ^ bits
          const path = write('blk00000.dat', damaged)
          const error = await errorOf(take(store, path))
          expect(error.code).toMatch(/^LZ_BLOCK_/)
          expect(error.message).toMatch(new RegExp(`^${path.replaceAll('\\', '.')}, byte \\d+: `))
          expect(await rowsOf(store)).toEqual(NOTHING)
        }),
        { numRuns: 80 },
      )
    })
  })

  it('find an owner by any spelling of an address, also where the key itself was paid', async () => {
    await withStore(async (store) => {
      await takeBlocks(store, blocks.slice(0, 200), main.magic)
      const view = await openUtxoView(store, main.chain)
      const satoshi = '1A1zP1eP5QGefi2DMPTfTL5SLmv7DivfNa'
      const owners = await view.findOwners([satoshi, 'bc1qw508d6qejxtdg4y5r3zarvary0c5xw7kv8f3t4'])
      expect([...owners.keys()]).toEqual([satoshi])
      const [id] = owners.get(satoshi) ?? []
      expect((await view.readColumns()).owner[0]).toBe(id)
      expect((await view.describeOwners([id as number])).get(id as number)).toMatchObject({
        address: satoshi,
        name: satoshi,
      })
      const payment = 'f4184fc596403b9d638783cf57adfe4c75c605f6356fbc91338530e9831e9e16'
      const tx = (await view.findTxs([payment, '00'.repeat(32)])).get(payment) as number
      expect((await view.describeTxs([tx])).get(tx)).toEqual({
        txid: payment,
        height: 170,
        timeSec: 1_231_731_025,
        version: 1,
        lockTime: 0,
        hasWitness: false,
        sequences: [0xffffffff],
      })
      expect(await view.findBlockAt(1_231_731_025)).toBe(170)
    })
  })
})

describe.skipIf(segwit === undefined)('block 540,107', () => {
  const bytes = segwit as Buffer

  it('is a ledger that begins in the middle', async () => {
    await withStore(async (store) => {
      const report = await take(store, write('block.bin', bytes))
      expect(report).toMatchObject({
        firstHeight: 540_107,
        added: 1,
        txs: 230,
        inputs: 7032,
        outputs: 472,
        missing: 6997,
      })
      const { spends } = await (await openUtxoView(store, main.chain)).readColumns()
      expect(spends.filter((output) => output !== UNKNOWN)).toHaveLength(35)
    })
  })

  it('is refused when it is cut, with a byte too many, or with any byte changed', async () => {
    await withStore(async (store) => {
      const refuse = async (block: Buffer, form: (bytes: Buffer) => string) => {
        const error = await errorOf(take(store, form(block)))
        expect(error.code).toMatch(/^LZ_BLOCK_/)
        expect(error.message).toContain(', byte ')
        expect(await rowsOf(store)).toEqual(NOTHING)
      }
      const raw = (block: Buffer): string => write('block.bin', block)
      const hex = (block: Buffer): string => write('block.hex', block.toString('hex'))
      for (const at of [5, 70, 75, 81, 90, 300, 1_000_000, bytes.length - 1]) {
        const damaged = Buffer.from(bytes)
        damaged[at] = (damaged[at] as number) ^ 4
        await refuse(damaged, raw)
        await refuse(damaged, hex)
      }
      for (const end of [79, 80, 81, 1000, bytes.length - 1]) await refuse(bytes.subarray(0, end), raw)
      await refuse(Buffer.concat([bytes, Buffer.alloc(1)]), raw)
    })
  })
})

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

  it('gives the same ledger whatever comes first, and however it is divided', async () => {
    const blocks = spendingChain()
    const expected = await withStore(async (store) => {
      expect(await takeBlocks(store, blocks)).toMatchObject({ missing: 0, inputs: 4, outputs: 14 })
      return await columnsOf(store)
    })
    const cuts = fc.tuple(fc.integer({ min: 1, max: 9 }), fc.integer({ min: 1, max: 9 }))
    await fc.assert(
      fc.asyncProperty(cuts, async ([a, b]) => {
        const [from, to] = [Math.min(a, b), Math.max(a, b)]
        await withStore(async (store) => {
          for (const part of [blocks.slice(0, from), blocks.slice(from, to), blocks.slice(to)]) {
            if (part.length > 0) await takeBlocks(store, part)
          }
          expect(await columnsOf(store)).toEqual(expected)
        })
      }),
      { numRuns: 5 },
    )
  })

  it('links what is missing when the blocks before are imported', async () => {
    const blocks = highChain(12)
    const expected = await withStore(async (store) => {
      await takeBlocks(store, blocks)
      return await columnsOf(store)
    })
    await fc.assert(
      fc.asyncProperty(fc.integer({ min: 1, max: 11 }), async (at) => {
        await withStore(async (store) => {
          const late = await takeBlocks(store, blocks.slice(at))
          expect(late).toMatchObject({ firstHeight: at, lastHeight: 11 })
          const before = await takeBlocks(store, blocks.slice(0, at))
          expect(before).toMatchObject({ missing: 0, linked: late.missing, firstHeight: 0 })
          expect(await columnsOf(store)).toEqual(expected)
        })
      }),
      { numRuns: 5 },
    )
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

  it('lets a coinbase repeat the id of an earlier one: from then on it means the later one', async () => {
    const twin = makeCoinbase('twin', [{ valueSat: 50, script: payTo(1) }])
    const spend = makeTx({ spends: [{ txid: twin.txid, place: 0 }], pays: [{ valueSat: 50, script: payTo(2) }] })
    const zero = mineBlock(undefined, [coinbaseOf(0)])
    const one = mineBlock(zero, [twin])
    const two = mineBlock(one, [twin])
    const three = mineBlock(two, [coinbaseOf(3), spend])
    for (const parts of [[[zero, one, two, three]], [[zero, one], [two], [three]], [[zero, one, two], [three]]]) {
      await withStore(async (store) => {
        for (const part of parts) await takeBlocks(store, part)
        const view = await openUtxoView(store, regtest.chain)
        expect([...(await view.readColumns()).spends]).toEqual([2])
        expect([...(await view.findTxs([twin.txid])).values()]).toEqual([2])
        expect(await view.findReplaced([0, 1, 2, 3, 4])).toEqual(new Map([[1, 2]]))
      })
    }
    const again = makeTx({ spends: [{ txid: twin.txid, place: 0 }], pays: [{ valueSat: 49, script: payTo(3) }] })
    const four = mineBlock(three, [coinbaseOf(4), again])
    await withStore(async (store) => {
      expect((await errorOf(takeBlocks(store, [zero, one, two, three, four]))).code).toBe('LZ_UTXO_DOUBLE_SPEND')
    })
  })

  it('links a spend between two equal ids to the first', async () => {
    const twin = makeCoinbase('twin', [{ valueSat: 50, script: payTo(1) }])
    const spend = (valueSat: number) =>
      makeTx({ spends: [{ txid: twin.txid, place: 0 }], pays: [{ valueSat, script: payTo(2) }] })
    const zero = mineBlock(undefined, [twin])
    const one = mineBlock(zero, [coinbaseOf(1), spend(40)])
    const two = mineBlock(one, [twin])
    const three = mineBlock(two, [coinbaseOf(3), spend(30)])
    for (const parts of [[[zero, one, two, three]], [[zero], [one], [two], [three]]]) {
      await withStore(async (store) => {
        for (const part of parts) await takeBlocks(store, part)
        const { spends } = await (await openUtxoView(store, regtest.chain)).readColumns()
        expect([...spends]).toEqual([0, 3])
      })
    }
  })

  const spendOf = (txid: string, place = 0, valueSat = 1) =>
    makeTx({ spends: [{ txid, place }], pays: [{ valueSat, script: payTo(1) }] })
  const later = spendOf(coinbaseOf(1).txid, 0, 77)

  it.each([
    ['a double spend', 'LZ_UTXO_DOUBLE_SPEND', [spendOf(coinbaseOf(0).txid), spendOf(coinbaseOf(0).txid, 0, 2)]],
    ['a place that is none', 'LZ_UTXO_OUTPUT', [spendOf(coinbaseOf(0).txid, 1)]],
    ['an output of no transaction', 'LZ_UTXO_MISSING', [spendOf('77'.repeat(32))]],
    ['an output of a later transaction', 'LZ_UTXO_ORDER', [spendOf(later.txid), later]],
  ] as const)('refuses %s, in one import and over several', async (_, code, txs) => {
    const start = mineChain(2)
    const end = mineChain(1, { on: start[1] as MadeBlock, name: 'b', plan: () => txs })
    const expectError = (error: LazarettoError) => {
      expect(error.code).toBe(code)
      expect(error.message).toContain('blk00000.dat, byte ')
    }
    await withStore(async (store) => {
      expectError(await errorOf(takeBlocks(store, [...start, ...end])))
      expect(await rowsOf(store)).toEqual(NOTHING)
      await takeBlocks(store, start)
      const before = await rowsOf(store)
      expectError(await errorOf(takeBlocks(store, end)))
      expect(await rowsOf(store)).toEqual(before)
    })
  })

  it('refuses what an earlier import has spent already', async () => {
    const [zero, one] = mineChain(2) as [MadeBlock, MadeBlock]
    const two = mineBlock(one, [coinbaseOf(2), spendOf(coinbaseOf(0).txid)])
    const three = mineBlock(two, [coinbaseOf(3), spendOf(coinbaseOf(0).txid, 0, 9)])
    await withStore(async (store) => {
      await takeBlocks(store, [zero, one, two])
      expect((await errorOf(takeBlocks(store, [three]))).code).toBe('LZ_UTXO_DOUBLE_SPEND')
    })
  })

  it('refuses a transaction that occurs twice and is no coinbase', async () => {
    const [zero, one] = mineChain(2) as [MadeBlock, MadeBlock]
    const two = mineBlock(one, [coinbaseOf(2), spendOf(coinbaseOf(0).txid)])
    const three = mineBlock(two, [coinbaseOf(3), spendOf(coinbaseOf(0).txid)])
    await withStore(async (store) => {
      const { code } = await errorOf(takeBlocks(store, [zero, one, two, three]))
      expect(['LZ_UTXO_DUPLICATE', 'LZ_UTXO_DOUBLE_SPEND']).toContain(code)
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

/** A chain whose coinbases say their heights, and whose transactions spend earlier coinbases. */
function highChain(count: number): MadeBlock[] {
  const blocks: MadeBlock[] = []
  const ids: string[] = []
  for (let height = 0; height < count; height++) {
    const coinbase = withHeight(height)
    const spent = height >= 4 && height % 2 === 0 ? [spendWithChange(ids[height - 4] as string, height)] : []
    ids.push(coinbase.txid)
    blocks.push(mineBlock(blocks.at(-1), [coinbase, ...spent]))
  }
  return blocks
}

function spendWithChange(txid: string, person: number): ReturnType<typeof makeTx> {
  return makeTx({
    spends: [{ txid, place: 0 }],
    pays: [
      { valueSat: 30, script: payTo(person) },
      { valueSat: 20, script: payTo(1) },
    ],
  })
}

function withHeight(height: number): ReturnType<typeof makeTx> {
  const pushed =
    height === 0 ? '\u0000' : height <= 16 ? String.fromCharCode(0x50 + height) : `\u0001${String.fromCharCode(height)}`
  return makeCoinbase(`${pushed}h`, [{ valueSat: 50, script: payTo(height % 4) }])
}
