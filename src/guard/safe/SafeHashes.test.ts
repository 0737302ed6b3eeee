import { hexToBytes } from '@noble/hashes/utils.js'
import fc from 'fast-check'
import { hashTypedData, keccak256, pad } from 'viem'
import { describe, expect, it } from 'vitest'
import { EvmAddress } from '../../chain/index.ts'
import * as Hex from '../signing/Hex.ts'
import { safeTransaction } from './records.support.ts'
import { findForm, findHashes, findMessageHashes } from './SafeHashes.ts'
import { SLOTS } from './simulate/slots.ts'

const safe = EvmAddress.parse('0x657ff0D4eC65D82b2bC1247b0a558bcd2f80A0f1')
const sepolia = 11_155_111

// Vectors: https://github.com/pcaversaccio/safe-tx-hashes-util, its README
describe('the hashes of a Safe', () => {
  it('are those that others publish', () => {
    const to = EvmAddress.parse('0x255C3912f91eF11bFDadd405F13144a823Da8cc5')
    const payment = safeTransaction({ chainId: sepolia, safe, to, valueWei: 10n ** 17n, nonce: 4n })
    expect(findHashes(payment, 'chain')).toMatchObject({
      domain: '0x611379c19940caee095cdb12bebe6a9fa9abb74cdb1fbd7377c49a1f198dc24f',
      safeTx: '0xcb8bbe7bf8f8a1f3f57658e450d07d4422356ac042d96a87ba425b19e67a78a1',
    })
  })

  it('are right where a Safe owns another one', () => {
    const approval = safeTransaction({
      chainId: sepolia,
      safe: EvmAddress.parse('0x6bc56d6CE87C86CB0756c616bECFD3Cd32b09251'),
      to: safe,
      data: hexToBytes('d4d9bdcdcb8bbe7bf8f8a1f3f57658e450d07d4422356ac042d96a87ba425b19e67a78a1'),
      nonce: 4n,
    })
    expect(findHashes(approval, 'chain')?.safeTx).toBe(
      '0x86eb3f93f2670d119a4ecb8eeaa4dafe31a28abcafe06688d47e195a3dd7abb0',
    )
  })

  it('are right for messages', () => {
    const message = hexToBytes('cb1a9208c1a7c191185938c7d304ed01db68677eea4e689d688469aa72e34236')
    expect(findMessageHashes({ chainId: sepolia, safe }, message)?.safeTx).toBe(
      '0x1866b559f56261ada63528391b93a1fe8e2e33baf7cace94fc6b42202d16ea08',
    )
  })

  it('are those of typed data, for any transaction and form', () => {
    const word = fc.bigInt(0n, 2n ** 256n - 1n)
    const given = fc.record({
      valueWei: word,
      safeTxGas: word,
      baseGas: word,
      gasPrice: word,
      nonce: word,
      isDelegate: fc.boolean(),
      data: fc.uint8Array({ maxLength: 200 }),
    })
    fc.assert(
      fc.property(given, fc.constantFrom('chain', 'plain', 'data-gas'), (fields, form) => {
        const transaction = safeTransaction(fields)
        expect(findHashes(transaction, form)?.safeTx).toBe(hashPlainly(transaction, form))
      }),
      { numRuns: 60 },
    )
  })

  it('are not made up where the chain or the nonce is unknown', () => {
    expect(findHashes(safeTransaction({ chainId: undefined }), 'chain')).toBeUndefined()
    expect(findHashes(safeTransaction({ chainId: undefined }), 'plain')).toBeDefined()
    expect(findHashes(safeTransaction({ nonce: undefined }), 'plain')).toBeUndefined()
  })
})

function hashPlainly(transaction: ReturnType<typeof safeTransaction>, form: string): string {
  const gas = form === 'data-gas' ? 'dataGas' : 'baseGas'
  const { safe: verifyingContract, isDelegate, data, valueWei, baseGas, ...rest } = transaction
  const message = {
    ...rest,
    value: valueWei,
    data: Hex.ofBytes(data) as `0x${string}`,
    operation: isDelegate ? 1 : 0,
    [gas]: baseGas,
  }
  const fields = [
    'to',
    'value',
    'data',
    'operation',
    'safeTxGas',
    gas,
    'gasPrice',
    'gasToken',
    'refundReceiver',
    'nonce',
  ]
  const kinds = [
    'address',
    'uint256',
    'bytes',
    'uint8',
    'uint256',
    'uint256',
    'uint256',
    'address',
    'address',
    'uint256',
  ]
  const types = { SafeTx: fields.map((name, i) => ({ name, type: kinds[i] as string })) }
  const domain = { verifyingContract: verifyingContract as `0x${string}`, ...(form === 'chain' ? { chainId: 1 } : {}) }
  return hashTypedData({ domain, types, primaryType: 'SafeTx', message } as Parameters<typeof hashTypedData>[0])
}

describe('findForm', () => {
  it.each([
    ['0.1.0', 'data-gas'],
    ['1.0.0', 'plain'],
    ['1.2.0', 'plain'],
    ['1.3.0', 'chain'],
    ['1.4.1+L2', 'chain'],
    ['2.0.0', 'chain'],
    ['latest', undefined],
    ['', undefined],
  ])('of %s is %s', (version, form) => expect(findForm(version)).toBe(form))
})

it('knows where the lists of modules and owners begin', () => {
  const entry = (list: string): string =>
    keccak256(`${pad('0x01')}${pad(list as `0x${string}`).slice(2)}` as `0x${string}`)
  expect(SLOTS.slice(1, 3).map(({ slot }) => slot)).toEqual([entry('0x01'), entry('0x02')])
})
