import { describe, expect, it } from 'vitest'
import { STOPS } from '../intel/index.ts'
import { defaultPolicy } from './Policy.ts'
import { parsePolicy } from './parsePolicy.ts'

const USDT = 'eip155:1/erc20:0xdAC17F958D2ee523a2206206994597C13D831ec7'
const usdt = { asset: USDT, atLeast: '5', effect: 'review' }
const file = { ...defaultPolicy, amounts: [{ asset: 'eip155:1/slip44:60', atLeast: '1000', effect: 'review' }] }

function theft(atLeastPercent: number): object {
  return { category: 'theft', atLeastPercent, effect: 'review' }
}

describe('parsePolicy', () => {
  it('reads the default policy as a file', () => {
    expect(parsePolicy(JSON.stringify(defaultPolicy))).toEqual(defaultPolicy)
    expect(parsePolicy(JSON.stringify(file)).amounts[0]?.atLeast).toBe(1000n)
  })

  it.each([
    ['no JSON', '{', 'LZ_POLICY_SYNTAX'],
    ['another version', JSON.stringify({ ...file, format: 'lazaretto-policy/2' }), 'LZ_POLICY_SCHEMA'],
    ['a word too much', JSON.stringify({ ...file, extra: 1 }), 'LZ_POLICY_SCHEMA'],
    [
      'an effect that is none',
      JSON.stringify({ ...file, direct: { ...file.direct, sanctions: 'allow' } }),
      'LZ_POLICY_SCHEMA',
    ],
    [
      'a grade that is missing',
      JSON.stringify({ ...file, direct: { ...file.direct, theft: { government: 'block' } } }),
      'LZ_POLICY_SCHEMA',
    ],
    [
      'an amount that would be rounded',
      JSON.stringify({ ...file, amounts: [{ ...file.amounts[0], atLeast: 1e21 }] }),
      'LZ_POLICY_SCHEMA',
    ],
    ['a list of any age', JSON.stringify({ ...file, lists: { ...file.lists, maxAgeHours: 0 } }), 'LZ_POLICY_SCHEMA'],
  ])('refuses %s', (_, text, code) => {
    expect(() => parsePolicy(text)).toThrow(expect.objectContaining({ code }))
  })

  it('names the place', () => {
    const wrong = { ...file, direct: { ...file.direct, theft: { ...file.direct.theft, vendor: 'maybe' } } }
    expect(() => parsePolicy(JSON.stringify(wrong))).toThrow(/direct\.theft\.vendor/)
  })

  it.each([
    [
      'an asset that is none',
      { amounts: [{ asset: 'ETH', atLeast: '1', effect: 'review' }] },
      /amounts\.0\.asset: "ETH"/,
    ],
    ['a contract whose checksum fails', { amounts: [{ ...usdt, asset: USDT.replace('D', 'd') }] }, /amounts\.0\.asset/],
    [
      'an amount of no asset',
      { indirect: [{ ...theft(5), orAtLeast: { 'not an asset': '1' } }] },
      /orAtLeast\.not an asset/,
    ],
    [
      'an asset in two spellings',
      { indirect: [{ ...theft(5), orAtLeast: { [USDT]: '1', [USDT.toLowerCase()]: '2' } }] },
      /indirect\.0\.orAtLeast: Two of these are the same asset/,
    ],
    [
      'a label category that is none',
      { direct: { ...file.direct, label: { thfet: 'block' } } },
      /label\.thfet.*ransomware/,
    ],
    ['a required list that can be none', { lists: { ...file.lists, required: ['OFAC SDN'] } }, /lists\.required\.0/],
    [
      'a limit for such a list',
      { lists: { ...file.lists, maxAgeHoursOf: { ofac_sdn: 5 } } },
      /maxAgeHoursOf\.ofac_sdn: An id/,
    ],
    ['exposure to what is not followed', { indirect: [{ ...theft(5), category: 'label' }] }, /indirect\.0\.category/],
    ['a share that would be rounded', { indirect: [theft(0.001)] }, /indirect\.0\.atLeastPercent/],
    ['a rule behind a weaker one', { indirect: [theft(5), theft(50)] }, /indirect\.1: It can never decide/],
    [
      'an amount behind a lower one',
      { amounts: [usdt, { ...usdt, asset: USDT.toLowerCase(), atLeast: '7' }] },
      /amounts\.1/,
    ],
  ])('names the place of %s', (_, change, message) => {
    const parse = (): unknown => parsePolicy(JSON.stringify({ ...file, ...change }))
    expect(parse).toThrow(expect.objectContaining({ code: 'LZ_POLICY_SCHEMA' }))
    expect(parse).toThrow(message)
  })

  it('reads the contract of a token in any letter case', () => {
    const { amounts, indirect } = parsePolicy(
      JSON.stringify({ ...file, amounts: [usdt], indirect: [{ ...theft(5), orAtLeast: { [USDT]: '9' } }] }),
    )
    expect(amounts[0]?.asset).toBe(USDT.toLowerCase())
    expect(indirect[0]?.orAtLeast).toEqual({ [USDT.toLowerCase()]: 9n })
  })

  it('takes labels by each word that a claim can have', () => {
    const words = [...Object.keys(STOPS), 'recovery', 'exchange-deposit', 'exchange-wallet']
    const label = Object.fromEntries(words.map((word) => [word, 'review'] as const))
    expect(parsePolicy(JSON.stringify({ ...file, direct: { ...file.direct, label } })).direct.label).toEqual(label)
  })

  it.each([
    ['"sanctions":"block"', '"sanctions":"block","sanctions":"note"', 'direct.sanctions'],
    ['"sanctions":"block"', '"sanctions":"block","sanction\\u0073":"note"', 'direct.sanctions'],
    ['"name":"default"', '"name":"a","name":"b"', 'name'],
    ['"label":{', '"label":{"theft":"note",', 'direct.label.theft'],
    ['{"asset"', '{"effect":"note","asset"', 'amounts.0.effect'],
  ])('refuses a key that stands twice: %s as %s', (before, after, place) => {
    const text = JSON.stringify(file)
    expect(text).toContain(before)
    const parse = (): unknown => parsePolicy(text.replace(before, after))
    expect(parse).toThrow(expect.objectContaining({ code: 'LZ_POLICY_KEY_TWICE' }))
    expect(parse).toThrow(`refused. ${place} occurs twice`)
  })

  it('refuses a key that objects have of themselves', () => {
    const text = JSON.stringify(file).replace('"label":{', '"label":{"__proto__":"block",')
    expect(() => parsePolicy(text)).toThrow(expect.objectContaining({ code: 'LZ_POLICY_SYNTAX' }))
  })
})
