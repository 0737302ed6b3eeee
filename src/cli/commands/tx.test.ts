import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { run } from '../main.ts'

const blocks = join(process.cwd(), '../shared/data/bitcoin/blk00000-first-4522-blocks.dat')
const isHere = existsSync(blocks)
if (!isHere)
  console.warn('skipped: ../shared/data/bitcoin is not here, the commands tx and cluster are not tested on real blocks')

const FIRST_PAYMENT = 'f4184fc596403b9d638783cf57adfe4c75c605f6356fbc91338530e9831e9e16'
const BLOCK_9 = '0437cd7f8525ceed2324359c2d0ba26006d92d856a9c20fa0241106ee5a597c9'
const SATOSHI = '12cbQLTFMXRnSzktFkuoG3eHoMeFtpTu3S'

interface Said {
  readonly code: number
  readonly out: string
  readonly err: string
}

async function lazaretto(...args: string[]): Promise<Said> {
  let [out, err] = ['', '']
  const stdout = { write: (text: string) => (out += text) }
  const stderr = { write: (text: string) => (err += text) }
  const code = await run(['node', 'lazaretto', ...args], { stdout, stderr, env: {} })
  return { code, out, err }
}

describe.skipIf(!isHere)('lazaretto tx and cluster, on blocks 0 to 4521', () => {
  const folder = mkdtempSync(join(tmpdir(), 'lazaretto-tx-'))
  const store = join(folder, 'store')
  const ask = async (...args: string[]): Promise<Said> => await lazaretto(...args, '--store', store)
  const read = async (...args: string[]): Promise<Record<string, unknown>> => {
    const { code, out, err } = await ask(...args, '--json')
    expect(`${code} ${err}`).toBe('0 ')
    return JSON.parse(out) as Record<string, unknown>
  }

  beforeAll(async () => {
    expect((await ask('import', blocks)).code).toBe(0)
    writeFileSync(join(folder, 'labels.csv'), `address,name\n${SATOSHI},Miner of block 9\n`)
    expect(await ask('labels', join(folder, 'labels.csv'), '--chain', 'bitcoin', '--source', 'ours')).toMatchObject({
      code: 0,
    })
  })
  afterAll(() => rmSync(folder, { recursive: true }))

  it('says what the first payment is, with change, peel chain and labels', async () => {
    const { code, out } = await ask('tx', FIRST_PAYMENT)
    expect(code).toBe(0)
    for (const text of [
      'payment: 1 input, 2 outputs; fee 0.00000000 BTC',
      'Miner of block 9 (ours)',
      'change: output 1, it goes back to an address that is spent from; its error rate is not measured',
      'direct says output 1',
      'PEEL CHAIN of 5 steps: 32.00000000 peeled off, 18.00000000 left',
      '○  0437cd7f8525… in block 9: begins here: it is a coinbase',
      '828ef3b079f9… in block 248: keeps 18.00000000',
      '●  ends here: what it keeps is not spent',
    ]) {
      expect(out).toContain(text)
    }
  })

  it('gives the same as JSON: satoshi as text, the steps by their transactions', async () => {
    const { schema, kind, change, peels } = await read('tx', FIRST_PAYMENT)
    expect({ schema, kind, change }).toMatchObject({
      schema: 'lazaretto/tx/1',
      kind: { kind: 'payment' },
      change: { position: 1, isProof: false },
    })
    const { steps, start, peeledSat } = peels as { steps: { height: number }[]; start: object; peeledSat: string }
    expect(start).toMatchObject({ stop: 'coinbase', tx: BLOCK_9, height: 9 })
    expect(steps.map(({ height }) => height)).toEqual([170, 181, 182, 183, 248])
    expect(peeledSat).toBe('3200000000')
  })

  it('finds the chain from the coinbase of block 9, and takes an id in capitals', async () => {
    const { kind, peels } = await read('tx', BLOCK_9.toUpperCase())
    expect(kind).toEqual({ kind: 'coinbase', reason: 'it is the first of its block and has no inputs' })
    expect((peels as { steps: unknown[] }).steps.length).toBe(5)
  })

  it('draws the chain', async () => {
    const file = join(folder, 'peels.svg')
    expect(await ask('tx', FIRST_PAYMENT, '--svg', file)).toMatchObject({ code: 0, err: `wrote ${file}\n` })
    expect(readFileSync(file, 'utf8')).toContain('5 steps, 32 BTC peeled off, 18 BTC left')
  })

  it('shows a cluster with what it received and spent, and who says what of it', async () => {
    const { peels } = await read('tx', '65f75ac62da749585c152f0ffed3c3482687699ccba81582561590c4e16306c9')
    expect(peels).toMatchObject({ start: { stop: 'features' } })
    const cluster = await read('cluster', '1AbHNFdKJeVL8FRZyRZoiTzG9VCmzLrtvm')
    expect(cluster).toMatchObject({ schema: 'lazaretto/cluster/1', size: 2, ledger: { unknownInputs: 0, refused: 0 } })
    const { out } = await ask('cluster', SATOSHI)
    expect(out).toContain('received 195.00000000 BTC in 6 outputs, spent 177.00000000, has 18.00000000')
    expect(out).toContain(`${SATOSHI}: Miner of block 9, says ours`)
  })

  it('prints the transactions that join two addresses, and says where there are none', async () => {
    const tx = await read('tx', await findMerge())
    const names = [...new Set((tx['inputs'] as { name: string }[]).map(({ name }) => name))]
    const { out } = await ask('cluster', names[0]!, '--why', names[1]!)
    expect(out).toMatch(/are in one cluster by \d+ transactions?:\n {2}\S+ and \S+ signed [0-9a-f]{64} in block \d+/)
    expect((await ask('cluster', names[0]!, '--why', SATOSHI)).out).toContain('are not in one cluster.')
    expect(await read('cluster', names[0]!, '--why', SATOSHI)).toMatchObject({ isOneCluster: false, links: [] })
  })

  /** A transaction with inputs of several addresses: one that spends the most coins. */
  async function findMerge(): Promise<string> {
    const { openStore, queryRows } = await import('../../ledger/index.ts')
    const opened = await openStore(store, { mode: 'read' })
    const rows = await queryRows(
      opened,
      `SELECT lower(hex(t.txid)) AS txid FROM input i JOIN output o ON o.id = i.spends JOIN tx t ON t.id = i.tx
       GROUP BY ALL ORDER BY count(DISTINCT o.owner) DESC, txid LIMIT 1`,
    )
    opened.close()
    return String(rows[0]!['txid'])
  }

  it.each([
    ['LZ_TX_HASH_SYNTAX', ['tx', 'abc']],
    ['LZ_TX_NOT_FOUND', ['tx', 'ab'.repeat(32)]],
    ['LZ_ADDRESS_CHECKSUM', ['cluster', '12cbQLTFMXRnSzktFkuoG3eHoMeFtpTu3T']],
    ['LZ_ADDRESS_CHAIN', ['cluster', '0x8b3cb6bf982798fba233bca56749e22eec42dcf3']],
    ['LZ_CHAIN_NO_UTXO', ['cluster', '0x8b3cb6bf982798fba233bca56749e22eec42dcf3', '--chain', 'ethereum']],
    ['LZ_CHAIN_NO_UTXO', ['tx', 'ab'.repeat(32), '--chain', 'tron']],
    ['LZ_ADDRESS_NOT_FOUND', ['cluster', 'bc1qw508d6qejxtdg4y5r3zarvary0c5xw7kv8f3t4']],
    ['LZ_ADDRESS_NOT_FOUND', ['cluster', SATOSHI, '--why', 'bc1qw508d6qejxtdg4y5r3zarvary0c5xw7kv8f3t4']],
    ['LZ_STORE_CHAIN', ['tx', 'ab'.repeat(32), '--chain', 'litecoin']],
  ])('says %s', async (code, args) => {
    const { code: exit, err, out } = await ask(...args)
    expect({ exit, out }).toEqual({ exit: 1, out: '' })
    expect(err).toContain(code)
  })

  it('has no picture of a transaction in no chain', async () => {
    const { err } = await ask('tx', await findMerge(), '--svg', join(folder, 'none.svg'))
    expect(err).toContain('LZ_TX_NO_PEELS')
  })
})

describe('lazaretto tx and cluster', () => {
  it('have examples in their help', async () => {
    expect((await lazaretto('tx', '--help')).out).toContain(
      `lazaretto tx ${FIRST_PAYMENT} --svg peels.svg --store case`,
    )
    expect((await lazaretto('cluster', '--help')).out).toContain('--why 1DZTzaBHUDM7T3QvUKBz4qXMRpkg8jsfB5')
  })
})
