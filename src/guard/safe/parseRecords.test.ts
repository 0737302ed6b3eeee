import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { EvmAddress } from '../../chain/index.ts'
import { LazarettoError } from '../../LazarettoError.ts'
import { checkSafe } from './checkSafe.ts'
import { gradeNonce } from './gradeNonce.ts'
import { parseRecords } from './parseRecords.ts'

const safe = '0x657ff0D4eC65D82b2bC1247b0a558bcd2f80A0f1'
const to = '0x255C3912f91eF11bFDadd405F13144a823Da8cc5'
const hash = '0xcb8bbe7bf8f8a1f3f57658e450d07d4422356ac042d96a87ba425b19e67a78a1'
const service = {
  safe,
  to,
  value: '100000000000000000',
  data: null,
  operation: 0,
  gasToken: null,
  safeTxGas: 0,
  baseGas: 0,
  gasPrice: '0',
  refundReceiver: null,
  nonce: 4,
  safeTxHash: hash,
  proposer: null,
  confirmations: [],
  confirmationsRequired: 2,
}
const typed = {
  primaryType: 'SafeTx',
  domain: { chainId: '0xaa36a7', verifyingContract: safe },
  message: {
    to,
    value: service.value,
    data: '0x',
    operation: 0,
    safeTxGas: 0,
    baseGas: 0,
    gasPrice: 0,
    gasToken: EvmAddress.zero,
    refundReceiver: EvmAddress.zero,
    nonce: 4,
  },
}
const gateway = {
  safeAddress: safe,
  txId: 'multisig_0x_0x',
  txData: { hexData: null, to: { value: to, name: null }, value: service.value, operation: 0 },
  detailedExecutionInfo: {
    type: 'MULTISIG',
    nonce: 4,
    safeTxGas: '0',
    baseGas: '0',
    gasPrice: '0',
    gasToken: EvmAddress.zero,
    refundReceiver: { value: EvmAddress.zero },
    safeTxHash: hash,
    confirmationsRequired: 2,
    confirmations: [],
  },
}

describe('parseRecords', () => {
  it.each([
    ['the first API', service],
    ['the second API', { ...service, nonce: '4', safeTxGas: '0', baseGas: '0' }],
    ['a list', { count: 1, results: [service] }],
    ['a bare list', [service]],
    ['a proposal', { ...service, safeTxHash: undefined, contractTransactionHash: hash }],
    ['the gateway', gateway],
    ['typed data', typed],
  ])('reads %s', (_, json) => {
    const [record] = parseRecords(json, { chainId: 11_155_111 })
    const answer = checkSafe(record ?? expect.fail())
    expect(answer.hashes?.safeTx).toBe(hash)
    expect(answer.verdict).toBe('no-match')
  })

  it('holds typed data against their own types', () => {
    const uints = ['value', 'operation', 'safeTxGas', 'baseGas', 'gasPrice', 'nonce']
    const typeOf = (name: string): string =>
      name === 'data' ? 'bytes' : name === 'operation' ? 'uint8' : uints.includes(name) ? 'uint256' : 'address'
    const SafeTx = Object.keys(typed.message).map((name) => ({ name, type: typeOf(name) }))
    const EIP712Domain = [
      { name: 'chainId', type: 'uint256' },
      { name: 'verifyingContract', type: 'address' },
    ]
    const verdictOf = (types: object) =>
      checkSafe(parseRecords({ ...typed, types })[0] ?? expect.fail()).findings.map(({ code }) => code)
    expect(verdictOf({ EIP712Domain, SafeTx })).not.toContain('HASH_OTHER')
    expect(verdictOf({ EIP712Domain, SafeTx: [...SafeTx].reverse() })).toContain('HASH_OTHER')
  })

  it('reads a record without a nonce, which then has no hash', () => {
    const { nonce, ...rest } = service
    const [record = expect.fail()] = parseRecords(rest, { chainId: 11_155_111 })
    expect(checkSafe(record).verdict).toBe('hold')
    const [told = expect.fail()] = parseRecords(rest, { chainId: 11_155_111, nonce: BigInt(nonce) })
    expect(checkSafe(told).hashes?.safeTx).toBe(hash)
  })

  it('takes a page of 1,000 transactions with one nonce in its stride', () => {
    const records = parseRecords({ results: Array.from({ length: 1_000 }, (_, i) => ({ ...service, value: i })) })
    const start = performance.now()
    for (const record of records) expect(gradeNonce(record, { pending: records })).toHaveLength(1)
    // Each held against each other by its fields took minutes.
    expect(performance.now() - start).toBeLessThan(5_000)
  })

  it.each([
    ['LZ_GUARD_SAFE_RECORD', 'text'],
    ['LZ_GUARD_SAFE_RECORD', { to }],
    ['LZ_GUARD_SAFE_FIELD', { ...service, operation: undefined }],
    ['LZ_GUARD_SAFE_FIELD', { ...service, operation: 2 }],
    ['LZ_GUARD_SAFE_FIELD', { ...service, value: 1e21 }],
    ['LZ_GUARD_SAFE_FIELD', { ...service, value: '-1' }],
    ['LZ_GUARD_SAFE_FIELD', { ...service, data: '0x123' }],
    ['LZ_GUARD_SAFE_FIELD', { ...service, to: to.slice(0, -1) }],
    ['LZ_GUARD_SAFE_FIELD', { ...service, nonce: -1 }],
    ['LZ_GUARD_SAFE_FIELD', { ...service, confirmations: [null] }],
    ['LZ_GUARD_SAFE_FIELD', { ...service, safeTxHash: '0x12' }],
    ['LZ_GUARD_SAFE_LIMIT', { ...service, data: `0x${'00'.repeat(2 ** 20)}` }],
    ['LZ_GUARD_SAFE_LIMIT', { results: Array.from({ length: 1_001 }, () => service) }],
  ])('refuses with %s', (code, json) => expect(codeOf(() => parseRecords(json))).toBe(code))

  it('answers anything else with an error of its own, or with records that can be checked', () => {
    const value = fc.oneof(
      fc.jsonValue(),
      fc.bigInt(-5n, 2n ** 257n).map(String),
      fc.uint8Array({ maxLength: 80 }).map((bytes) => `0x${Buffer.from(bytes).toString('hex')}`),
    )
    const field = fc.constantFrom(...Object.keys(service))
    fc.assert(
      fc.property(field, value, (name, given) => {
        const code = codeOf(() => parseRecords({ ...service, [name]: given }).map((record) => checkSafe(record)))
        expect(['none', 'LZ_GUARD_SAFE_RECORD', 'LZ_GUARD_SAFE_FIELD', 'LZ_GUARD_SAFE_LIMIT']).toContain(code)
      }),
      { numRuns: 500 },
    )
  })
})

function codeOf(act: () => unknown): string {
  try {
    act()
    return 'none'
  } catch (error) {
    if (error instanceof LazarettoError) return error.code
    throw error
  }
}
