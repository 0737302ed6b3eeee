import { encodeFunctionData, parseAbi, toFunctionSelector } from 'viem'
import { describe, expect, it } from 'vitest'
import { EvmAddress } from '../../chain/index.ts'
import type { Explainers } from '../signing/calls/Call.ts'
import { explainCall } from '../signing/calls/explainCall.ts'
import { findBytes } from '../signing/Hex.ts'
import { explainTypedData } from '../signing/typed/explainTypedData.ts'
import { createDescriptions } from './createDescriptions.ts'
import { parseDescriptor } from './parseDescriptor.ts'

const CONTRACT = EvmAddress.parse('0x1111111111111111111111111111111111111111')
const USDC = '0xA0b86991c6218b36c1d19D4a2e9Eb0cE3606eB48'
const KEY = 'pay(uint256 amount,bytes to)'
const PLACE = { contract: { deployments: [{ chainId: 1, address: CONTRACT }] } }

function say(descriptor: object, to: `0x${string}` = '0x'): string | undefined {
  const abi = parseAbi(['function pay(uint256 amount,bytes to)'])
  const data = findBytes(encodeFunctionData({ abi, args: [5_000_000n, to] })) ?? new Uint8Array(0)
  const descriptions = createDescriptions([parseDescriptor({ context: PLACE, ...descriptor })])
  return explainCall({ chainId: 1, to: CONTRACT, valueWei: 0n, data }, {}, descriptions).explanation.words
}

function formats(...fields: readonly object[]): object {
  return { formats: { [KEY]: { intent: 'Pay', fields } } }
}

describe('shapes of descriptors', () => {
  const token = { map: '$.metadata.maps.token', keyPath: '@.chainId' }
  const amount = { path: 'amount', label: 'Amount', format: 'tokenAmount', params: { token } }

  it('takes constants out of maps', () => {
    const maps = (values: object) => ({ metadata: { maps: { token: { values } } }, display: formats(amount) })
    expect(say(maps({ 1: USDC }))).toBe('Pay. Amount: 5 USDC.')
    expect(say(maps({ 10: USDC }))).toBeUndefined()
  })

  it('merges fields that name only their path', () => {
    const base = { display: formats({ path: 'amount', label: 'Amount' }, { path: 'to', label: 'To' }) }
    const own = { includes: 'base.json', context: PLACE, display: formats({ path: 'amount', params: { token: USDC } }) }
    const [format] = parseDescriptor(own, () => base).formats
    expect(format?.fields.map(({ path, label }) => `${path} ${label}`)).toEqual(['amount Amount', 'to To'])
  })

  it.each(['pay(uint256,bytes)', toFunctionSelector('pay(uint256,bytes)')])(
    'takes the names of arguments from its own ABI: %s',
    (key) => {
      const inputs = [
        { name: 'amount', type: 'uint256' },
        { name: 'to', type: 'bytes' },
      ]
      const abi = [
        { type: 'function', name: 'pay', inputs },
        { type: 'event', name: 'Paid' },
      ]
      const context = { contract: { ...PLACE.contract, abi } }
      const fields = [{ path: 'amount', label: 'Amount' }]
      expect(say({ context, display: { formats: { [key]: { intent: 'Pay', fields } } } })).toBe('Pay. Amount: 5000000.')
    },
  )

  it('says addresses that name their chain', () => {
    const display = formats({ path: 'to', label: 'To', format: 'interoperableAddressName' })
    expect(say({ display }, `0x00010000010a14${CONTRACT.slice(2)}`)).toBe(`Pay. To: ${CONTRACT} on chain 10.`)
    expect(say({ display }, '0x0001000201')).toBe('Pay. To: 0x0001000201.')
  })

  it('knows more of an everyday function than its name', () => {
    const key = 'stake(uint256 amount)'
    const display = { formats: { [key]: { intent: 'Stake', fields: [{ path: 'amount', label: 'Amount' }] } } }
    const descriptions = createDescriptions([parseDescriptor({ context: PLACE, display })])
    const abi = parseAbi(['function stake(uint256 amount)'])
    const data = findBytes(encodeFunctionData({ abi, args: [5n] })) ?? new Uint8Array(0)
    const codes = (explainers: Explainers) => {
      const { findings } = explainCall({ chainId: 1, to: CONTRACT, valueWei: 0n, data }, {}, explainers)
      return findings.map(({ code, effect }) => `${code} ${effect}`)
    }
    expect(codes({})).toEqual(['CALL_NAMED note'])
    expect(codes(descriptions)).toEqual(['CALL_DESCRIBED note'])
  })

  it('says where nothing is shown of the arguments', () => {
    expect(say({ display: formats() })).toContain('shows nothing of what it is called with')
  })
})

describe('hostile descriptors', () => {
  it.each([{ label: 5 }, { fields: 'abc' }, { visible: { ifNotIn: 5 } }, 'text'])('says nothing with %j', (x) => {
    const ref = { path: 'amount', $ref: '$.display.definitions.x' }
    expect(say({ display: { definitions: { x }, ...formats(ref) } })).toBeUndefined()
  })

  it('does not follow definitions that multiply', () => {
    const many = (i: number) => Array.from({ length: 50 }, () => ({ $ref: `$.display.definitions.d${i + 1}` }))
    const names = [0, 1, 2, 3, 4, 5, 6].map((i) => [`d${i}`, { fields: many(i) }] as const)
    const definitions = Object.fromEntries<object>([...names, ['d7', { path: 'amount', label: 'x' }]])
    const first = { $ref: '$.display.definitions.d0' }
    expect(say({ display: { definitions, ...formats(first) } })).toBeUndefined()
  })

  it('does not load includes that multiply', () => {
    let count = 0
    const includes = Array.from({ length: 50 }, () => 'x')
    const load = () => {
      count++
      return { includes }
    }
    expect(() => parseDescriptor({ includes }, load)).toThrowError('It includes more than')
    expect(count).toBe(0)
  })

  it('does not say typed data of another domain', () => {
    const domain = { name: 'N', chainId: 1, verifyingContract: CONTRACT }
    const types = { Pay: [{ name: 'amount', type: 'uint256' }] }
    const typed = { types, primaryType: 'Pay', domain, message: { amount: 5 } }
    const { domainHash } = explainTypedData(typed, {})
    const fields = [{ path: 'amount', label: 'Amount' }]
    const words = (domainSeparator: string) => {
      const eip712 = { ...PLACE.contract, domainSeparator }
      const display = { formats: { 'Pay(uint256 amount)': { intent: 'Pay', fields } } }
      const descriptions = createDescriptions([parseDescriptor({ context: { eip712 }, display })])
      return explainTypedData(typed, {}, descriptions).words
    }
    expect(words(domainHash)).toBe('Pay. Amount: 5.')
    expect(words(`0x${'00'.repeat(32)}`)).toBeUndefined()
  })
})
