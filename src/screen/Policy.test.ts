import { readFileSync } from 'node:fs'
import { resolve } from 'node:path'
import { describe, expect, it } from 'vitest'
import { z } from 'zod'
import { defaultPolicy, parsePolicy, policyDocument } from './Policy.ts'

const file = { ...defaultPolicy, amounts: [{ asset: 'eip155:1/slip44:60', atLeast: '1000', effect: 'review' }] }

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
})

it('docs/policy.schema.json is made from the code', () => {
  const schema: unknown = JSON.parse(readFileSync(resolve('docs/policy.schema.json'), 'utf8'))
  expect(schema).toEqual(z.toJSONSchema(policyDocument, { io: 'input' }))
})
