import { afterAll, beforeAll, describe, expect, onTestFinished, test } from 'vitest'
import { AssetId, ChainId, EvmAddress, TxHash } from '../../../chain/index.ts'
import { createClient } from '../../../net/index.ts'
import { type Anvil, hasAnvil, startAnvil } from '../../../startAnvil.support.ts'
import type { ChainSource } from '../../ChainSource.ts'
import { TRANSFER_KINDS, type Transfer } from '../../Transfer.ts'
import { openTestLedger, type StoredTransfer } from '../../testLedger.support.ts'
import { createEvmBalances } from './createEvmBalances.ts'
import { createEvmSource, type EvmSourceOptions } from './createEvmSource.ts'
import { toEtlFiles } from './etlFiles.support.ts'
import { account, HEIGHT, makeChain, TOKEN } from './makeChain.support.ts'

const chain = ChainId.parse('ethereum')

describe.skipIf(!hasAnvil())('a source over a local chain', () => {
  let anvil: Anvil
  beforeAll(async () => {
    anvil = await startAnvil('--chain-id', '1')
    await makeChain(anvil)
  })
  afterAll(() => anvil.stop())

  const createSource = (options: Partial<EvmSourceOptions> = {}): ChainSource => {
    const client = createClient({ allowPrivate: [new URL(anvil.url).host] })
    return createEvmSource({ chain, endpoints: [anvil.url], client, ...options })
  }

  test('says the head, and the hash that the chain has at a height', async () => {
    const source = createSource()
    const head = await source.findHead()
    expect(head.height).toBe(HEIGHT)
    expect(await source.findHash(HEIGHT)).toBe(head.hash)
    expect(await source.findHash(HEIGHT + 1)).toBeUndefined()
    expect(await source.findBlock(HEIGHT + 1)).toBeUndefined()
    expect((await source.findFinal())?.height).toBeLessThanOrEqual(HEIGHT)
  })

  test('nodes say what accounts have at a block, as the rows of all blocks come to', async () => {
    const client = createClient({ allowPrivate: [new URL(anvil.url).host] })
    const balances = createEvmBalances({ chain, endpoints: [anvil.url, anvil.url], client })
    expect(await balances.findHeight()).toBe(HEIGHT)
    const native = AssetId.native(chain)
    let sum = 0n
    const source = createSource()
    for (let height = 1; height <= HEIGHT; height++) {
      for (const { asset, to, amount } of (await source.findBlock(height))?.transfers ?? []) {
        if (asset === native && to === account(4)) sum += amount
      }
      expect(await balances.findBalance(account(4), native, { block: height })).toEqual({ amount: sum, block: height })
    }
    expect(sum).toBeGreaterThan(0n)
    // An account without code answers nothing.
    const token = AssetId.erc20(chain, EvmAddress.parse(account(4)))
    expect(await balances.findBalance(account(4), token, {})).toBeUndefined()
    expect(await balances.findBalance(account(4), native, { block: HEIGHT + 1000 })).toBeUndefined()
    expect(await balances.findFees(account(4), {})).toBeUndefined()
  })

  test('links blocks to their parents', async () => {
    const source = createSource()
    for (let height = 1; height <= HEIGHT; height++) {
      const block = await source.findBlock(height)
      expect(block).toMatchObject({ height, previous: await source.findHash(height - 1) })
      // Block 4 has no transactions: there is nothing to tell.
      expect(block?.hasTraces).toBe(height === 4 ? undefined : true)
    }
  })

  test('gives what succeeded: payments, calls that pay, tokens, each in its place', async () => {
    const block = await createSource().findBlock(2)
    const from = '0xf39fd6e51aad88f6f4ce6ab8827279cfffb92266'
    expect(block?.transfers.map(inShort)).toEqual([
      ['token', 0, 0, from, account(1), 5n],
      ['native', 1, 0, from, account(0x20), 1000n],
      ['internal', 1, 0x4000_0000, account(0x20), account(1), 1n],
      ['internal', 1, 0xc000_0000, account(0x20), account(0x21), 10n],
      ['internal', 1, 0xc400_0000, account(0x21), account(2), 6n],
      ['internal', 1, 0xc800_0000, account(0x21), account(3), 4n],
      ['internal', 1, 0xd400_0000, account(0x20), account(4), 7n],
      ['internal', 1, 0xe080_0000, account(0x20), account(4), 7n],
      ['internal', 1, 0xe400_0000, account(0x20), expect.any(String), 4n],
      ['internal', 1, 0xe600_0000, account(0x20), account(0x23), 5n],
      ['internal', 1, 0xe680_0000, account(0x23), account(4), 105n],
      ['internal', 1, 0xea00_0000, account(0x20), account(0x25), 6n],
      ['internal', 1, 0xeb00_0000, account(0x25), account(1), 6n],
      ['token', 1, 4, from, account(1), 5n],
    ])
    const asset = `eip155:1/erc20:${TOKEN}`
    expect(block?.notices).toMatchObject([
      { kind: 'freeze', asset, account: account(3), txIndex: 0, ordinal: 3 },
      { kind: 'freeze', asset, account: account(3), txIndex: 1, ordinal: 7 },
    ])
  })

  test('gives of failed transactions nothing', async () => {
    const block = await createSource().findBlock(3)
    expect(block?.transfers.map(inShort)).toEqual([
      ['native', 1, 0, expect.any(String), expect.any(String), 50n],
      ['internal', 1, 0x4000_0000, expect.any(String), account(1), 9n],
    ])
    expect(block?.transfers[0]?.to).toBe(block?.transfers[1]?.from)
  })

  test('gives the same blocks in every way in which nodes can be asked', async () => {
    const plain = await readAll(createSource())
    expect(await readAll(createSource({ client: without(['trace_block']) }))).toEqual(plain)
    expect(await readAll(createSource({ client: without(['eth_getBlockReceipts']) }))).toEqual(plain)
    expect(await readAll(createSource({ batchMax: 1, requestsMax: 1 }))).toEqual(plain)
    expect(await readAll(createSource({ endpoints: [anvil.url, anvil.url], quorum: 2 }))).toEqual(plain)
    const socketUrl = anvil.url.replace('http', 'ws')
    expect(await readAll(createSource({ endpoints: [socketUrl] }))).toEqual(plain)
    expect(await readAll(createSource({ endpoints: [socketUrl], batchMax: 1, requestsMax: 8 }))).toEqual(plain)
    expect(await readAll(createSource({ endpoints: [anvil.url, socketUrl], quorum: 2 }))).toEqual(plain)
  })

  test('says where it has no traces, and fails where they are a must', async () => {
    const client = without(['trace_block', 'debug_traceBlockByHash'])
    const block = await createSource({ client }).findBlock(2)
    expect(block?.hasTraces).toBe(false)
    expect(block?.transfers.map(({ kind }) => kind)).toEqual(['token', 'native', 'token'])
    expect(await createSource({ withTraces: false }).findBlock(2)).toEqual(block)
    await expect(createSource({ client, withTraces: true }).findBlock(2)).rejects.toMatchObject({
      code: 'LZ_SOURCE_REFUSED',
      kind: 'input',
    })
  })

  test('gives what an import of the same blocks from ethereum-etl files stores', async () => {
    const ledger = await openTestLedger()
    onTestFinished(() => ledger.close())
    for (const [name, content] of Object.entries(await toEtlFiles(anvil, HEIGHT))) {
      const report = await ledger.import(ledger.write(name, content))
      expect(report.rejects).toEqual([])
    }
    const blocks = await readAll(createSource())
    const stored = blocks.flatMap(({ transfers }) => transfers.map(toStored))
    expect(stored.length).toBeGreaterThan(40)
    expect(sorted(stored)).toEqual(sorted(await ledger.listTransfers()))
  })

  test('asks a contract for its decimals, and takes no for an answer', async () => {
    const source = createSource()
    const six = account(0x66)
    await anvil.call('anvil_setCode', six, '0x60065f5260205ff3')
    await anvil.call('anvil_setCode', account(0x67), '0x5f5ffd')
    await anvil.call('anvil_setCode', account(0x68), '0x60ff5f5260205ff3')
    const decimalsOf = (address: string): Promise<number | undefined> =>
      source.findDecimals(AssetId.parse(`eip155:1/erc20:${address}`))
    expect(await decimalsOf(six)).toBe(6)
    expect(await decimalsOf(account(0x67))).toBeUndefined()
    expect(await decimalsOf(account(0x68))).toBeUndefined()
    expect(await decimalsOf(account(1))).toBeUndefined()
    expect(await source.findDecimals(AssetId.native(chain))).toBe(18)
  })

  test('follows a chain that changes under it', async () => {
    const forked = await startAnvil('--chain-id', '1')
    onTestFinished(() => forked.stop())
    await makeChain(forked)
    const client = createClient({ allowPrivate: [new URL(forked.url).host] })
    const source = createEvmSource({ chain, endpoints: [forked.url], client })
    const before = await readAll(source)
    await forked.call('anvil_reorg', 3, [])
    const after = await readAll(source)
    expect(after.slice(0, HEIGHT - 3)).toEqual(before.slice(0, HEIGHT - 3))
    expect(after.at(-1)?.hash).not.toBe(before.at(-1)?.hash)
  })

  /** A way to the node that has no such methods. */
  function without(methods: readonly string[]): EvmSourceOptions['client'] {
    const client = createClient({ allowPrivate: [new URL(anvil.url).host] })
    return {
      ...client,
      post: (url, body, options) =>
        client.post(
          url,
          methods.reduce((text, name) => text.replaceAll(name, 'no_such'), String(body)),
          options,
        ),
    }
  }
})

async function readAll(source: ChainSource): Promise<NonNullable<Awaited<ReturnType<ChainSource['findBlock']>>>[]> {
  const reading = Array.from({ length: HEIGHT }, (_, i) => source.findBlock(i + 1))
  return (await Promise.all(reading)).map((block) => block!)
}

function inShort({ kind, txIndex, ordinal, from, to, amount }: Transfer): unknown[] {
  return [kind, txIndex, ordinal, from, to, amount]
}

function toStored(transfer: Transfer): StoredTransfer {
  const { block, txIndex, tx, kind, ordinal, from, to, asset, amount, inexact } = transfer
  const place = { block, txIndex, tx: TxHash.fromBytes(tx), kind: TRANSFER_KINDS.indexOf(kind), ordinal }
  return { ...place, from, to, asset, amount, inexact }
}

function sorted(rows: readonly StoredTransfer[]): string[] {
  return rows.map((row) => JSON.stringify({ ...row, amount: row.amount.toString() })).sort()
}
