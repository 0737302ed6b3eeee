import { concatHex, encodeAbiParameters, parseAbiParameters, toFunctionSelector } from 'viem'
import { describe, expect, it } from 'vitest'
import { EvmAddress } from '../../../chain/index.ts'
import type { Knowledge } from '../../context.ts'
import { conclude, type GuardAnswer } from '../../Finding.ts'
import { at, encode } from '../encode.support.ts'
import { findBytes } from '../Hex.ts'
import { EVERYDAY_FUNCTIONS } from '../known/everydayFunctions.ts'
import { explainCall } from './explainCall.ts'

const ME = at('a')
const OTHER = at('6')
const ROUTER = EvmAddress.parse('0x66a9893cC07D91D95644AEDD05D03f95e1dBA8Af')
const ROUTER_V2 = EvmAddress.parse('0x7a250d5630B4cF539739dF2C5dAcb4c659F2488D')
const USDC = EvmAddress.parse('0xA0b86991c6218b36c1d19D4a2e9Eb0cE3606eB48')
const WETH = EvmAddress.parse('0xC02aaA39b223FE8D0A0e5C4F27eAD9083C756Cc2')
const CALLER = EvmAddress.parse(`0x${'1'.padStart(40, '0')}`)
const FAR = 2n ** 40n

interface Asked extends GuardAnswer {
  readonly words: string | undefined
  readonly codes: readonly string[]
}

function ask(to: EvmAddress.EvmAddress, data: Uint8Array, knows: Knowledge = {}, valueWei = 10n ** 18n): Asked {
  const know = (address: EvmAddress.EvmAddress) => (address === OTHER ? knows : undefined)
  const context = { chainId: 1, from: ME, now: 1000, know }
  const { findings, explanation } = explainCall({ chainId: 1, from: ME, to, valueWei, data }, context)
  const answer = conclude(findings)
  return { ...answer, words: explanation.words, codes: answer.findings.map(({ code }) => code) }
}

describe('everyday functions', () => {
  const swap = (party: string) =>
    encode('swapExactETHForTokens(uint256,address[],address,uint256)', 1_000_000n, [WETH, USDC], party, FAR)

  it('says a swap of a known router', () => {
    const words = `Swaps 1 of the chain's own coin for at least 1 USDC; what comes of it goes to you (${EvmAddress.display(ME)}).`
    expect(ask(ROUTER_V2, swap(ME))).toMatchObject({ verdict: 'no-match', words })
  })

  it('looks closer where somebody else gets what comes of it', () => {
    expect(ask(ROUTER_V2, swap(OTHER)).codes).toEqual(['PROCEEDS_ELSEWHERE', 'CALL_DESCRIBED'])
    expect(ask(ROUTER_V2, swap(OTHER), { kind: 'own' }).verdict).toBe('no-match')
    expect(ask(ROUTER_V2, swap(OTHER), { kind: 'scam' }).verdict).toBe('block')
  })

  it('names who is paid in a list, and looks at each', () => {
    const disperse = encode('disperseEther(address[],uint256[])', [ME, at('8'), at('9'), OTHER], [1n, 2n, 3n, 4n])
    const { words } = ask(at('7'), disperse)
    expect(words).toContain(`out among you (${EvmAddress.display(ME)}), `)
    expect(words).toContain(` and 1 more.`)
    expect(ask(at('7'), disperse, { kind: 'scam' })).toMatchObject({
      verdict: 'block',
      codes: ['PARTY_SCAM', 'CALL_NAMED'],
    })
  })

  it('says what is the bound of a swap for exactly so many coins', () => {
    const swapOut = encode(
      'swapTokensForExactETH(uint256,uint256,address[],address,uint256)',
      10n ** 18n,
      5_000_000n,
      [USDC, WETH],
      ME,
      FAR,
    )
    expect(ask(ROUTER_V2, swapOut, {}, 0n).words).toMatch(/^Swaps at most 5 USDC for 1 of the chain's own coin;/)
  })

  it('does not believe the name of a function of a contract that nobody knows', () => {
    expect(ask(at('7'), swap(ME))).toMatchObject({ verdict: 'review', codes: ['CALL_NAMED'] })
    const vote = encode('castVote(uint256,uint8)', 7n, 1)
    expect(ask(at('7'), vote, undefined, 0n)).toMatchObject({ verdict: 'no-match', codes: ['CALL_NAMED'] })
  })

  it.each([
    ['38ed1739', 'swapExactTokensForTokens'],
    ['414bf389', 'exactInputSingle'],
    ['04e45aaf', 'exactInputSingle'],
    ['b858183f', 'exactInput'],
    ['49404b7c', 'unwrapWETH9'],
    ['88316456', 'mint'],
    ['617ba037', 'supply'],
    ['a415bcad', 'borrow'],
    ['f2b9fdb8', 'supply'],
    ['a1903eab', 'submit'],
    ['3df02124', 'exchange'],
    ['56781388', 'castVote'],
    ['5c19a95c', 'delegate'],
    ['74694a2b', 'register'],
    ['12aa3caf', 'swap'],
    ['07ed2379', 'swap'],
  ])('has %s, as %s is published', (selector, name) => {
    const all = EVERYDAY_FUNCTIONS.map(([signature]) => ({ name: signature.split('(')[0], signature }))
    const found = all.filter((each) => selectorOf(each.signature) === `0x${selector}`)
    expect(found.map((each) => each.name)).toEqual([name])
  })

  it('fills every sentence from the arguments of its function', () => {
    for (const [signature, sentence] of EVERYDAY_FUNCTIONS)
      for (const [, name = '', token = 'coins'] of sentence.matchAll(/\{(\w+)(?::(\w+)-?)?\}/g))
        for (const each of [name, token]) expect(`${signature} coins`, sentence).toMatch(new RegExp(`\\b${each}\\b`))
  })
})

/** As viem makes it, which takes no names of structs in a list. */
function selectorOf(signature: string): string {
  return toFunctionSelector(signature.replace(/\bseconds_\b/, 'duration'))
}

describe('the universal router', () => {
  const parts = (types: string, ...values: readonly unknown[]) =>
    encodeAbiParameters(parseAbiParameters(types) as readonly { type: string }[], values)
  const execute = (commands: string, ...inputs: readonly string[]) =>
    encode('execute(bytes,bytes[],uint256)', commands, inputs, FAR)
  const swap = (party: string) =>
    parts(
      'address,uint256,uint256,bytes,bool',
      party,
      10n ** 18n,
      2_000_000n,
      concatHex([WETH, '0x0001f4', USDC] as never),
      true,
    )
  const permit = (spender: string) => {
    const types = '((address,uint160,uint48,uint48),address,uint256),bytes'
    return parts(types, [[USDC, 2n ** 160n - 1n, 2 ** 40, 0], spender, FAR], '0x')
  }

  it('says commands, and who gets what', () => {
    const answer = ask(ROUTER, execute('0x0a00', permit(ROUTER), swap(CALLER)))
    expect(answer.verdict).toBe('no-match')
    expect(answer.words).toContain('take an unlimited amount of USDC, through Permit2')
    expect(answer.words).toContain('Swaps 1 WETH for at least 2 USDC.')
    expect(ask(ROUTER, execute('0x80', swap(OTHER))).codes).toContain('PROCEEDS_ELSEWHERE')
    expect(ask(ROUTER, execute('0x0a', permit(OTHER))).codes).toEqual(['SPENDER_UNKNOWN'])
  })

  it('says once that nobody knows the router', () => {
    const { codes, verdict } = ask(at('7'), execute('0x0000', swap(CALLER), swap(CALLER)), undefined, 0n)
    expect([codes, verdict]).toEqual([['CALL_NAMED'], 'no-match'])
  })

  it('looks into plans and actions inside of it', () => {
    const plan = parts('bytes,bytes[]', '0x04', [parts('address,address,uint256', USDC, OTHER, 1n)])
    expect(ask(ROUTER, execute('0x21', plan)).codes).toContain('PROCEEDS_ELSEWHERE')
    const actions = parts('bytes,bytes[]', '0x060c0e', [
      '0x',
      parts('address,uint256', WETH, 5n),
      parts('address,address,uint256', USDC, OTHER, 0n),
    ])
    const answer = ask(ROUTER, execute('0x10', actions))
    expect(answer.codes).toContain('PROCEEDS_ELSEWHERE')
    expect(answer.words).toContain('Swaps. Pays at most 0.000000000000000005 WETH. Takes USDC')
  })

  it('lets a site take a small fee, and no large part', () => {
    const pay = (share: bigint) => execute('0x06', parts('address,address,uint256', USDC, OTHER, share))
    expect(ask(ROUTER, pay(25n)).verdict).toBe('no-match')
    expect(ask(ROUTER, pay(5000n)).codes).toContain('PROCEEDS_ELSEWHERE')
  })

  it('says which command it does not know, and lists that do not fit', () => {
    expect(ask(ROUTER, execute('0x3f', '0x')).findings[0]).toMatchObject({ code: 'CALL_UNKNOWN', effect: 'hold' })
    expect(ask(ROUTER, execute('0x0000', swap(ME))).codes).toEqual(['CALL_UNREADABLE'])
    expect(ask(ROUTER, execute('0x00', '0x1234')).codes).toEqual(['CALL_UNREADABLE'])
  })

  it('comes to an end with plans that share their bytes', () => {
    const one = execute('0x21', parts('bytes,bytes[]', '0x00', [swap(ME)]))
    let plan = one
    for (let i = 0; i < 12; i++) {
      const inner = `0x${Buffer.from(plan.subarray(4)).toString('hex')}`
      plan = execute('0x21212121', inner, inner, inner, inner)
      if (plan.length > 100_000) break
    }
    expect(ask(ROUTER, plan).codes).toContain('CALL_LIMIT')
  })
})

describe('other calls', () => {
  it('looks closer at what is paid to nobody', () => {
    const nothing = new Uint8Array(0)
    const dead = EvmAddress.parse('0x000000000000000000000000000000000000dEaD')
    for (const nobody of [EvmAddress.zero, dead]) {
      expect(ask(nobody, nothing).findings[0]).toMatchObject({ code: 'TOKENS_TO_CONTRACT', effect: 'review' })
      expect(ask(USDC, encode('transfer(address,uint256)', nobody, 1n)).codes[0]).toBe('TOKENS_TO_CONTRACT')
    }
    expect(ask(WETH, nothing).codes).toEqual(['TRANSFER'])
  })

  it('blocks code that a diamond takes up, also where nothing runs at once', () => {
    const cut = (facet: string, action: number) =>
      encode(
        'diamondCut((address,uint8,bytes4[])[],address,bytes)',
        [[facet, action, ['0x12345678']]],
        EvmAddress.zero,
        '0x',
      )
    expect(ask(at('7'), cut(OTHER, 0)).codes).toEqual(['CONTROL_TO_UNKNOWN'])
    expect(ask(at('7'), cut(EvmAddress.zero, 2)).codes).toEqual(['CONTROL_CHANGED'])
  })

  it.each([[{ hasCode: false }], [{ hasCode: true, firstSeen: 990 }]])('blocks coins for a bait: %j', (knows) => {
    const data = findBytes(toFunctionSelector('SecurityUpdate()')) ?? new Uint8Array(0)
    expect(ask(OTHER, data, knows)).toMatchObject({ verdict: 'block' })
    expect(ask(OTHER, data).findings[0]).toMatchObject({ code: 'BAIT_NAME', effect: 'review' })
  })
})
