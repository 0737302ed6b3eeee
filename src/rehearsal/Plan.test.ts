import { readFileSync } from 'node:fs'
import { resolve } from 'node:path'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { z } from 'zod'
import { parsePlan, planDocument, STANDARD_PLAN } from './Plan.ts'
import { RehearsalError } from './RehearsalError.ts'

const HEAD = 'format: lazaretto-rehearsal/1\n'

describe('parsePlan', () => {
  it('fills in what is left out', () => {
    expect(parsePlan(HEAD)).toEqual(STANDARD_PLAN)
    const { thief, town } = parsePlan(`${HEAD}thief: { paceBlocks: 7 }\ntown: { mixerPools: ['5', '0.5', '500'] }`)
    expect(thief).toEqual({ ...STANDARD_PLAN.thief, paceBlocks: 7 })
    expect(town.mixerPools).toEqual([500_000_000n, 5_000_000n, 500_000n])
  })

  it('reads JSON too, and exits that are named are all of them', () => {
    const plan = parsePlan('{"format":"lazaretto-rehearsal/1","thief":{"exits":{"bridge":60,"held":40}}}')
    expect(plan.thief.exits).toEqual({ exchange: 0, mixer: 0, bridge: 60, swap: 0, held: 40 })
  })

  it.each([
    ['no format', 'name: x', 'format'],
    ['another format', 'format: lazaretto-rehearsal/2', 'format'],
    ['an unknown key', `${HEAD}thief: { pace: 5 }`, 'thief'],
    ['shares that are not 100', `${HEAD}thief: { exits: { held: 99 } }`, 'thief.exits: the shares are not 100 in all'],
    ['an amount as number', `${HEAD}theft: { amount: 5 }`, 'theft.amount'],
    ['an amount of nothing', `${HEAD}theft: { amount: '0' }`, 'theft.amount'],
    ['seven digits after the point', `${HEAD}theft: { amount: '1.0000001' }`, 'theft.amount'],
    ['half a block', `${HEAD}thief: { waitBlocks: 1.5 }`, 'thief.waitBlocks'],
    ['too many accounts', `${HEAD}thief: { splitWidth: 50, peels: 20 }`, 'thief: needs over 200 accounts'],
    ['a pool twice', `${HEAD}town: { mixerPools: ['10', '10.0'] }`, 'town.mixerPools: names a pool twice'],
    ['too many notes', `${HEAD}theft: { amount: '10000000' }\ntown: { mixerPools: ['1'] }`, 'town.mixerPools'],
    ['a webhook that is no URL', `${HEAD}webhooks: [here]`, 'webhooks.0'],
    ['a webhook of another kind', `${HEAD}webhooks: ['ftp://here.example/']`, 'webhooks.0'],
    ['a secret that is none', `${HEAD}webhooks: [{ url: 'https://here.example/', secret: abc }]`, 'webhooks.0'],
    ['broken YAML', `${HEAD}thief: {`, 'neither YAML nor JSON'],
    ['aliases', `${HEAD}town: &a { users: 3 }\nthief: *a`, 'neither YAML nor JSON'],
    ['a long text', HEAD + '#'.repeat(100_000), 'more than 100000 characters'],
    ['nothing', '', 'the file'],
  ])('refuses %s and says where', (_, text, where) => {
    expect(() => parsePlan(text)).toThrow(RehearsalError)
    expect(() => parsePlan(text)).toThrow(where)
  })

  it('meets any text with a plan or with its own error', () => {
    fc.assert(
      fc.property(
        fc.oneof(
          fc.string(),
          fc.json().map(String),
          fc.string().map((text) => HEAD + text),
        ),
        (text) => {
          try {
            parsePlan(text)
          } catch (error) {
            expect(error).toMatchObject({ code: 'LZ_REHEARSAL_PLAN', kind: 'input' })
          }
        },
      ),
    )
  })

  it('reads the playbook of docs/rehearsal.md', () => {
    const [, playbook = ''] = /```yaml\n(.*?)```/s.exec(readFileSync(resolve('docs/rehearsal.md'), 'utf8')) ?? []
    expect(parsePlan(playbook).name).toBe('slow and wide')
  })
})

it('docs/rehearsal.schema.json is made from the code', () => {
  const schema: unknown = JSON.parse(readFileSync(resolve('docs/rehearsal.schema.json'), 'utf8'))
  expect(schema).toEqual(JSON.parse(JSON.stringify(z.toJSONSchema(planDocument, { io: 'input' }))))
})
