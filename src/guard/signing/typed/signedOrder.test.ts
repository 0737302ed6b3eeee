import { hashTypedData } from 'viem'
import { describe, expect, it } from 'vitest'
import { EvmAddress } from '../../../chain/index.ts'
import type { GuardContext } from '../../context.ts'
import { at } from '../encode.support.ts'
import { SIGNED_ORDERS } from '../known/signedOrders.ts'
import { explainTypedData } from './explainTypedData.ts'
import { typesOf } from './typesOf.support.ts'

const ME = at('a')
const OTHER = at('6')
const USDC = '0xA0b86991c6218b36c1d19D4a2e9Eb0cE3606eB48'
const WETH = '0xC02aaA39b223FE8D0A0e5C4F27eAD9083C756Cc2'
const CONTRACTS = [
  ['CoW', '0x9008D19f58AAbD9eD0D60971565AA8510560ab41'],
  ['1inch', '0x111111125421cA6dc452d289314280a0f8842A65'],
  ['0x', '0xDef1C0ded9bec7F1a1670819833240f027b25EfF'],
] as const

const VALUES: Readonly<Record<string, unknown>> = {
  ...{ sellToken: WETH, makerAsset: WETH, makerToken: WETH, buyToken: USDC, takerAsset: USDC, takerToken: USDC },
  ...{ sellAmount: 10n ** 18n, makingAmount: 10n ** 18n, makerAmount: 10n ** 18n },
  ...{ buyAmount: 5_000_000n, takingAmount: 5_000_000n, takerAmount: 5_000_000n, maker: ME, receiver: EvmAddress.zero },
}
const PLAIN: Readonly<Record<string, unknown>> = {
  ...{ address: EvmAddress.zero, bool: false, string: 'erc20', bytes: '0x', bytes32: `0x${'00'.repeat(32)}` },
}

const orders = SIGNED_ORDERS.map((order) => ({ name: order.type.slice(0, 60), order }))

describe.each(orders)('$name', ({ order }) => {
  const [, verifyingContract] = CONTRACTS.find(([name]) => order.contract === name) ?? []
  const types = typesOf(order.type)
  const primaryType = Object.keys(types)[0] ?? ''
  const message = Object.fromEntries(
    (types[primaryType] ?? []).map(({ name, type }) => [name, VALUES[name] ?? PLAIN[type] ?? 1_900_000_000n]),
  )
  const typed = (changes: object = {}) => ({
    types,
    primaryType,
    domain: { name: 'x', version: '1', chainId: 1, verifyingContract },
    message: { ...message, ...changes },
  })
  const ask = (changes: object, context: GuardContext = { chainId: 1, from: ME }) =>
    explainTypedData(typed(changes), context)

  it('says what is given for what, and hashes it as viem does', () => {
    const answer = ask({})
    expect(answer.verdict).toBe('no-match')
    expect(answer.words).toMatch(/^Sells 1 WETH for at least 5 USDC/)
    expect(answer.digest).toBe(hashTypedData(typed() as Parameters<typeof hashTypedData>[0]))
  })

  it('blocks what is for nothing', () => {
    expect(ask({ [order.least]: 0n }).findings[0]).toMatchObject({ code: 'ORDER_UNPAID', effect: 'block' })
  })

  const itPays = order.receiver === undefined ? undefined : it
  itPays?.('looks closer where somebody else gets what comes of it', () => {
    const codes = (context: GuardContext) => ask({ receiver: OTHER }, context).findings.map(({ code }) => code)
    expect(codes({ from: ME })).toContain('PROCEEDS_ELSEWHERE')
    expect(codes({ from: OTHER })).not.toContain('PROCEEDS_ELSEWHERE')
    expect(codes({ from: ME, know: () => ({ kind: 'scam' }) })).toContain('PARTY_SCAM')
    expect(codes({}).includes('PROCEEDS_ELSEWHERE')).toBe(order.maker !== undefined)
  })
})
