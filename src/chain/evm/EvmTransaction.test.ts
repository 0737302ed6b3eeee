import { keccak_256 } from '@noble/hashes/sha3.js'
import { describe, expect, it } from 'vitest'
import { assertSenders } from './assertSenders.ts'
import { type Decoded, decodeRlp } from './decodeRlp.support.ts'
import { EvmBlockError } from './EvmBlockError.ts'
import * as EvmTransaction from './EvmTransaction.ts'
import { readVectors } from './ethersVectors.support.ts'
import * as HexBytes from './HexBytes.ts'
import * as Secp256k1 from './Secp256k1.ts'

const block = { hash: `0x${'ab'.repeat(32)}`, height: 7 }

/** What a node would answer about a signed transaction: hex numbers as it writes them, and where it is. */
function answerOf(signed: string, from: string): Record<string, unknown> {
  const type = Number(signed.slice(0, 4)) < 0x80 ? Number(signed.slice(0, 4)) : 0
  const items = decodeRlp(type === 0 ? signed : `0x${signed.slice(4)}`) as readonly Decoded[]
  const answer: Record<string, unknown> = {
    type: `0x${type.toString(16)}`,
    hash: HexBytes.toHex(keccak_256(HexBytes.toBytes(signed))),
    from,
    blockHash: block.hash,
    blockNumber: '0x7',
    transactionIndex: '0x0',
  }
  for (const [i, name] of (NAMES[type] ?? []).entries()) answer[name] = answerTo(name, items[i] as Decoded)
  return answer
}

const NAMES: Readonly<Record<number, readonly string[]>> = {
  0: ['nonce', 'gasPrice', 'gas', 'to', 'value', 'input', 'v', 'r', 's'],
  1: ['chainId', 'nonce', 'gasPrice', 'gas', 'to', 'value', 'input', 'accessList', 'yParity', 'r', 's'],
  2: [
    ...['chainId', 'nonce', 'maxPriorityFeePerGas', 'maxFeePerGas', 'gas', 'to', 'value', 'input', 'accessList'],
    ...['yParity', 'r', 's'],
  ],
}

function answerTo(name: string, item: Decoded): unknown {
  if (name === 'accessList') {
    return (item as readonly (readonly Decoded[])[]).map(([address, storageKeys]) => ({ address, storageKeys }))
  }
  if (name === 'to') return item === '0x' ? null : item
  return name === 'input' ? item : toQuantity(item as string)
}

function toQuantity(bytes: string): string {
  return `0x${BigInt(bytes === '0x' ? 0 : bytes).toString(16)}`
}

function encodeAgain(answer: unknown): string {
  return HexBytes.toHex(EvmTransaction.encode(EvmTransaction.parse(answer, 0, block)) as Uint8Array)
}

interface Legacy {
  readonly name: string
  readonly accountAddress: string
  readonly signedTransaction: string
  readonly signedTransactionChainId5: string
}

interface Typed {
  readonly name: string
  readonly address: string
  readonly signed: string
}

describe('EvmTransaction', () => {
  it('encodes the published legacy transactions, with and without EIP-155', () => {
    const cases = readVectors<Legacy>('transactions')
    expect(cases.length).toBe(1067)
    for (const { name, accountAddress, signedTransaction, signedTransactionChainId5 } of cases) {
      for (const signed of [signedTransaction, signedTransactionChainId5]) {
        expect(encodeAgain(answerOf(signed, accountAddress)), name).toBe(signed)
      }
    }
  })

  it('encodes the published transactions of types 1 and 2', () => {
    const cases = readVectors<Typed>('typed-transactions')
    expect(cases.length).toBe(1792)
    for (const { name, address, signed } of cases) expect(encodeAgain(answerOf(signed, address)), name).toBe(signed)
  })
})

describe('assertSenders', () => {
  const legacy = readVectors<Legacy>('transactions').filter((_, i) => i % 20 === 0)
  const typed = readVectors<Typed>('typed-transactions').filter((_, i) => i % 30 === 0)
  const sent = [
    ...legacy.map((one) => ({ signed: one.signedTransaction, from: one.accountAddress })),
    ...legacy.map((one) => ({ signed: one.signedTransactionChainId5, from: one.accountAddress })),
    ...typed.map((one) => ({ signed: one.signed, from: one.address })),
  ]
  const parse = (answer: object) => EvmTransaction.parse(answer, 0, block)

  it('knows the senders of the published transactions', () => {
    const transactions = sent.map(({ signed, from }) => parse(answerOf(signed, from)))
    expect(() => assertSenders(transactions)).not.toThrow()
  })

  it('finds another sender, and a signature that is none', () => {
    const [{ signed, from } = { signed: '', from: '' }] = sent
    const good = answerOf(signed, from)
    const other = `0x${'12'.repeat(20)}`
    const changes = [{ from: other }, { value: '0x1' }, { v: '0x1b' }, { v: '0x1d' }, { r: '0x0' }, { s: '0x5' }]
    for (const change of [...changes, { r: `0x${'f'.repeat(64)}` }, { r: '0x5' }, { s: '0x0' }]) {
      const assert = () => assertSenders([parse({ ...good, ...change })])
      expect(assert, JSON.stringify(change)).toThrow(expect.objectContaining({ code: 'LZ_EVM_SENDER' }))
    }
  })

  it('agrees with another implementation', async () => {
    const { recover } = await import('tiny-secp256k1')
    const transactions = sent.map(({ signed, from }) => parse(answerOf(signed, from)))
    let asked = 0
    assertSenders(transactions, (digest, signature, parity) => {
      asked++
      const key = recover(digest, signature, parity, false)?.subarray(1)
      expect(key).toEqual(Secp256k1.recover(digest, signature, parity))
      return key
    })
    expect(asked).toBe(transactions.length)
  })

  it('leaves out what nobody has signed', () => {
    const [{ signed, from } = { signed: '', from: '' }] = sent
    expect(() => assertSenders([parse({ ...answerOf(signed, from), type: '0x55' })])).not.toThrow()
  })
})

describe('EvmTransaction.parse', () => {
  const { signed, address } = readVectors<Typed>('typed-transactions').find(({ name }) =>
    name.includes('random'),
  ) as Typed
  const good = answerOf(signed, address)
  const parseWith = (change: object) => () => EvmTransaction.parse({ ...good, ...change }, 0, block)

  it('takes what nodes write in their own ways', () => {
    expect(encodeAgain({ ...good, yParity: null, v: good['yParity'] })).toBe(signed)
    expect(encodeAgain({ ...good, r: `0x${(good['r'] as string).slice(2).padStart(64, '0')}` })).toBe(signed)
    expect(encodeAgain({ ...good, input: (good['input'] as string).toUpperCase().replace('0X', '0x') })).toBe(signed)
  })

  it('keeps a type that it does not know without claiming its hash', () => {
    const unknown = EvmTransaction.parse({ ...good, type: '0x55', r: null }, 0, block)
    expect(unknown.items).toBeUndefined()
    expect(EvmTransaction.encode(unknown)).toBeUndefined()
  })

  it.each([
    ['value', '0x00'],
    ['value', '0x'],
    ['value', '5'],
    ['value', 5],
    ['value', `0x1${'0'.repeat(64)}`],
    ['nonce', '0x01'],
    ['to', '0x12'],
    ['from', null],
    ['input', '0x123'],
    ['input', '0xzz'],
    ['input', undefined],
    ['hash', '0x'],
    ['type', '0x100'],
    ['type', 2],
    ['accessList', null],
    ['accessList', [null]],
    ['accessList', [{ address: good['from'], storageKeys: ['0x1'] }]],
    ['gas', []],
  ])('refuses %s: %j and says where', (field, value) => {
    const parse = parseWith({ [field]: value })
    expect(parse).toThrow(EvmBlockError)
    expect(parse).toThrow(
      expect.objectContaining({
        code: 'LZ_EVM_FIELD',
        place: expect.stringContaining(`transactions[0].${field}`) as string,
      }),
    )
  })

  it.each([
    ['blockHash', `0x${'00'.repeat(32)}`],
    ['blockNumber', '0x8'],
    ['transactionIndex', '0x1'],
  ])('refuses one of another place: %s', (field, value) => {
    const place = `transactions[0].${field}`
    expect(parseWith({ [field]: value })).toThrow(expect.objectContaining({ code: 'LZ_EVM_ORDER', place }))
  })

  it('has a bound on lists and data', () => {
    const long = new Array(100_001).fill({ address: good['from'], storageKeys: [] })
    expect(parseWith({ accessList: long })).toThrow(expect.objectContaining({ code: 'LZ_EVM_COUNT' }))
    expect(parseWith({ input: `0x${'00'.repeat(2 ** 24 + 1)}` })).toThrow(
      expect.objectContaining({ code: 'LZ_EVM_COUNT' }),
    )
  })
})
