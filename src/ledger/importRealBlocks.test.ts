import { writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { BitcoinNetwork } from '../chain/index.ts'
import { columnsOf, errorOf, NOTHING, rowsOf, take, takeBlocks, withStore, write } from './importBlocks.support.ts'
import { readBlocks, splitRecords, toRecords } from './makeBlocks.support.ts'
import { openUtxoView } from './store/openUtxoView.ts'
import { UNKNOWN } from './UtxoColumns.ts'

const { main } = BitcoinNetwork
const early = readBlocks('blk00000-first-4522-blocks.dat')
const segwit = readBlocks('block-540107.bin')

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
