import { concatBytes, hexToBytes } from '@noble/hashes/utils.js'
import fc from 'fast-check'
import { encodeFunctionData, encodePacked, parseAbi } from 'viem'
import { privateKeyToAccount } from 'viem/accounts'
import { describe, expect, it } from 'vitest'
import { EvmAddress } from '../../chain/index.ts'
import * as Hex from '../signing/Hex.ts'
import { checkSafe, type SafeOptions } from './checkSafe.ts'
import { safeRecord, safeTransaction } from './records.support.ts'
import { findHashes } from './SafeHashes.ts'
import type { Confirmation, SafeRecord } from './SafeTransaction.ts'

const stranger = EvmAddress.parse(`0x${'66'.repeat(20)}`)
const token = EvmAddress.parse('0xA0b86991c6218b36c1d19D4a2e9Eb0cE3606eB48')
const multiSend = EvmAddress.parse('0x38869bf66a61cF6bDB996A6aE40D5853Fd43B526')
const accounts = ['01', '02', '03'].map((byte) => privateKeyToAccount(`0x${byte.repeat(32)}`))
const owners = accounts.map(({ address }) => EvmAddress.parse(address))
const hashOf = (record: SafeRecord): `0x${string}` => findHashes(record.transaction, 'chain')?.safeTx as `0x${string}`

function codes(record: SafeRecord, options: SafeOptions = {}): string[] {
  return checkSafe(record, options)
    .findings.filter(({ effect }) => effect !== 'note')
    .map(({ code, effect }) => `${code} ${effect}`)
}

const encodeAny = encodeFunctionData as (call: unknown) => string

function encode(signature: string, ...args: readonly unknown[]): Uint8Array {
  const plain = args.map((arg) => (arg instanceof Uint8Array ? Hex.ofBytes(arg) : arg))
  return hexToBytes(encodeAny({ abi: parseAbi([`function ${signature}`] as readonly string[]), args: plain }).slice(2))
}

function packed(operation: number, to: string, data: Uint8Array): Uint8Array {
  const types = ['uint8', 'address', 'uint256', 'uint256', 'bytes'] as const
  return hexToBytes(
    encodePacked(types, [
      operation,
      to as `0x${string}`,
      0n,
      BigInt(data.length),
      Hex.ofBytes(data) as `0x${string}`,
    ]).slice(2),
  )
}

async function sign(record: SafeRecord, count: number): Promise<Confirmation[]> {
  const signed = accounts.slice(0, count).map(async (account, i) => {
    const isMessage = i % 2 === 1
    const signature = isMessage
      ? await account.signMessage({ message: { raw: hashOf(record) } })
      : await account.sign({ hash: hashOf(record) })
    const bytes = hexToBytes(signature.slice(2))
    if (isMessage) bytes[64] = (bytes[64] ?? 0) + 4
    return { owner: owners[i], signature: bytes }
  })
  return Promise.all(signed)
}

describe('checkSafe: signatures', () => {
  it('finds signatures of both kinds by their owners', async () => {
    const record = safeRecord()
    const confirmations = await sign(record, 3)
    expect(codes({ ...record, confirmations }, { owners })).toEqual([])
    expect(checkSafe({ ...record, confirmations }).signers.map(({ signer }) => signer)).toEqual(owners)
  })

  it('sees that they were given for something else, whichever field differs', async () => {
    const confirmations = await sign(safeRecord(), 1)
    const changes = [
      { valueWei: 1n },
      { to: stranger },
      { isDelegate: true, to: multiSend },
      { nonce: 8n },
      { safeTxGas: 1n },
      { data: Uint8Array.of(0) },
      { safe: stranger },
      { chainId: 10 },
    ]
    for (const change of changes)
      expect(codes(safeRecord(change, { confirmations }))).toContain('SIGNATURE_FOREIGN block')
  })

  it('knows who is no owner any more, and who signs twice', async () => {
    const record = safeRecord()
    const [first = expect.fail()] = await sign(record, 1)
    expect(codes({ ...record, confirmations: [first] }, { owners: owners.slice(1) })).toEqual([
      'SIGNATURE_NOT_OWNER block',
    ])
    expect(codes({ ...record, confirmations: [first, first] })).toEqual(['SIGNATURE_TWICE review'])
  })

  it('says that contracts and approvals cannot be seen here, unless there are enough others', async () => {
    const record = safeRecord()
    const named = (v: number): Confirmation => ({
      owner: stranger,
      signature: concatBytes(new Uint8Array(12), EvmAddress.toBytes(stranger), new Uint8Array(32), Uint8Array.of(v)),
    })
    const others = await sign(record, 2)
    for (const v of [0, 1]) {
      expect(codes({ ...record, confirmations: [named(v)] })).toEqual(['SIGNATURE_UNCHECKED hold'])
      expect(codes({ ...record, threshold: 2, confirmations: [...others, named(v)] })).toEqual([])
      expect(codes({ ...record, confirmations: [{ ...named(v), owner: owners[0] }] })).toEqual([
        'SIGNATURE_FOREIGN block',
      ])
    }
    expect(codes({ ...record, executor: stranger, confirmations: [named(1)] })).toEqual([])
    const silent = { owner: owners[0], signature: undefined }
    expect(codes({ ...record, confirmations: [silent] })).toEqual(['SIGNATURE_UNCHECKED hold'])
  })

  it('throws for no signature, and takes none of other bytes for one', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 140 }), (signature) => {
        const answer = checkSafe(safeRecord({}, { confirmations: [{ owner: owners[0], signature }] }))
        expect(answer.verdict).toBe('block')
      }),
      { numRuns: 50 },
    )
  })
})

describe('checkSafe: calls', () => {
  const transfer = encode('transfer(address,uint256)', stranger, 1n)

  it('blocks foreign code in the name of the Safe, however deep', () => {
    const inner = encode('multiSend(bytes)', concatBytes(packed(0, token, transfer), packed(1, stranger, transfer)))
    const outer = encode('multiSend(bytes)', packed(1, multiSend, inner))
    const answer = checkSafe(safeRecord({ to: multiSend, data: outer, isDelegate: true }))
    expect(answer.verdict).toBe('block')
    const found = answer.findings.find(({ code }) => code === 'DELEGATECALL_UNKNOWN')
    expect(found?.place).toBe('calls[0].calls[1]')
    expect(answer.findings.map(({ code }) => code)).toContain('DELEGATECALL_DISGUISED')
  })

  it('lets Safe libraries run, under any name that somebody gives them', () => {
    const data = encode('multiSend(bytes)', packed(0, token, transfer))
    const record = safeRecord({ to: multiSend, data, isDelegate: true })
    expect(codes(record)).toEqual([])
    const know = () => ({ kind: 'protocol', name: 'Gnosis', hasCode: true }) as const
    expect(codes(record, { context: { know } })).toEqual([])
  })

  it('blocks other protocols by delegatecall all the same', () => {
    const know = () => ({ kind: 'protocol', name: 'A router', hasCode: true }) as const
    expect(
      codes(safeRecord({ to: stranger, data: Uint8Array.of(1, 2, 3, 4), isDelegate: true }), { context: { know } }),
    ).toContain('DELEGATECALL_UNKNOWN block')
  })

  it.each([
    ['addOwnerWithThreshold(address,uint256)', [stranger, 1n]],
    ['enableModule(address)', [stranger]],
    ['setGuard(address)', [stranger]],
    ['changeMasterCopy(address)', [stranger]],
    ['transferOwnership(address)', [stranger]],
    ['upgrade(address,address)', [token, stranger]],
    ['setAddressAsProxy(bytes32,address)', [`0x${'00'.repeat(32)}`, stranger]],
    ['setLendingPoolImpl(address)', [stranger]],
  ])('blocks %s for nobody known, and reviews it for an owner', (signature, args) => {
    const record = (party: string): SafeRecord => {
      const data = encode(signature, ...args.map((arg) => (arg === stranger ? party : arg)))
      return safeRecord({ to: safeTransaction().safe, data })
    }
    expect(codes(record(stranger), { owners })).toContain('CONTROL_TO_UNKNOWN block')
    const known = codes(record(owners[0] ?? ''), { owners })
    expect(known).toContain('CONTROL_CHANGED review')
    expect(known.some((code) => code.endsWith('block'))).toBe(false)
  })

  it('sees who can be taken for one of the owners', () => {
    const owner = owners[0] ?? ''
    const twin = EvmAddress.parse(`${owner.slice(0, 8)}${'0'.repeat(28)}${owner.slice(-6)}`)
    expect(codes(safeRecord({ to: twin, valueWei: 1n }), { owners })).toEqual(['PARTY_IMITATES block'])
    expect(codes(safeRecord({ to: twin, valueWei: 1n }))).toEqual([])
  })

  it('takes an upgrade to a Safe of its makers for one', () => {
    const data = encode('changeMasterCopy(address)', '0x41675C099F32341bf84BFc5382aF534df5C7461a')
    expect(codes(safeRecord({ to: safeTransaction().safe, data }))).toEqual(['CONTROL_CHANGED review'])
  })

  it('asks who is asked about the target', () => {
    const record = safeRecord({ data: transfer })
    const know = (told: object) => ({ context: { now: 1_000_000, know: () => told } })
    expect(codes(record, { context: { know: () => undefined } })).toContain('TARGET_UNKNOWN review')
    expect(codes(record, know({ name: 'x', hasCode: false }))).toEqual(['TARGET_NO_CODE review'])
    expect(codes(record, know({ name: 'x', firstSeen: 900_000 }))).toEqual(['TARGET_YOUNG review'])
    expect(codes(record, know({ name: 'x', firstSeen: 700_000 }))).toEqual([])
  })

  it('holds where MultiSend cannot be read', () => {
    const odd = encode('multiSend(bytes)', packed(2, token, transfer))
    expect(codes(safeRecord({ to: multiSend, data: odd, isDelegate: true }))).toEqual(['CALL_UNREADABLE hold'])
    const data = encode('multiSend(bytes)', packed(0, token, transfer).subarray(0, -1))
    expect(codes(safeRecord({ to: multiSend, data, isDelegate: true }))).toEqual(['CALL_UNREADABLE hold'])
  })
})

describe('checkSafe: what stands beside', () => {
  it('compares hashes', () => {
    const record = safeRecord()
    const safeTx = hashOf(record)
    const other = `0x${'00'.repeat(32)}`
    expect(codes({ ...record, statedHash: safeTx })).toEqual([])
    expect(codes({ ...record, statedHash: other })).toEqual(['HASH_OTHER block'])
    expect(codes(record, { device: { safeTx: safeTx.toUpperCase().replace('X', 'x') } })).toEqual([])
    expect(codes(record, { device: { message: other } })).toEqual(['DEVICE_OTHER block'])
    expect(codes({ ...record, statedHash: findHashes(record.transaction, 'plain')?.safeTx })).toEqual([
      'HASH_OTHER_VERSION review',
    ])
    expect(codes(safeRecord({ chainId: undefined }))).toEqual(['HASH_UNKNOWN hold'])
  })

  it('sees refunds in a token', () => {
    expect(codes(safeRecord({ gasToken: token, refundReceiver: stranger }))).toEqual(['REFUND review'])
    expect(codes(safeRecord({ gasToken: token, gasPrice: 1n }))).toEqual(['REFUND review'])
    expect(codes(safeRecord({ gasPrice: 1n, refundReceiver: stranger }))).toEqual([])
    const paid = safeRecord({ gasToken: token, gasPrice: 1n, refundReceiver: stranger })
    expect(codes(paid)).toEqual(['REFUND block'])
    expect(codes(paid, { owners: [stranger] })).toEqual(['REFUND review'])
    expect(codes(safeRecord({ gasPrice: 1n, baseGas: 5_000_001n }))).toEqual(['REFUND block'])
  })

  it('sees who waits for the same nonce, and not the same one again', () => {
    const record = safeRecord()
    expect(codes(record, { pending: [safeRecord({ valueWei: 1n })] })).toEqual(['NONCE_SHARED review'])
    expect(codes(record, { pending: [safeRecord(), safeRecord({ nonce: 8n, valueWei: 1n })] })).toEqual([])
  })

  it('knows a rejection, and what was executed already', () => {
    const record = safeRecord({ valueWei: 1n })
    const done = safeRecord({ valueWei: 2n }, { isExecuted: true })
    const all = (each: SafeRecord, options: SafeOptions) =>
      checkSafe(each, options).findings.flatMap(({ code, effect }) =>
        code.startsWith('NONCE') ? `${code} ${effect}` : [],
      )
    const { safe } = safeTransaction()
    expect(all(record, { pending: [safeRecord({ to: safe })] })).toEqual(['NONCE_SHARED note'])
    expect(all(record, { pending: [safeRecord({ to: safe }), safeRecord()] })).toEqual(['NONCE_SHARED review'])
    expect(all(record, { pending: [done] })).toEqual(['NONCE_USED note'])
    expect(all(done, { pending: [record] })).toEqual([])
    // Who says that it was executed is not believed where the Safe stands before it.
    expect(all(record, { pending: [done], nonceNext: 7n })).toEqual(['NONCE_SHARED review'])
    expect(all(record, { pending: [done], nonceNext: 8n })).toEqual(['NONCE_USED note'])
    const blind = safeRecord({ chainId: undefined })
    expect(all({ ...blind, version: '1.4.1' }, { pending: [blind] })).toEqual([])
  })
})
