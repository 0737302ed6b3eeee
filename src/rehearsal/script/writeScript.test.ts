import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { createDice } from '../Dice.ts'
import { type Plan, STANDARD_PLAN } from '../Plan.ts'
import { divide } from './divide.ts'
import { BRIDGE, depositOf, PAIR, poolOf, type Step, VICTIM, type Who } from './Step.ts'
import { type Script, writeScript } from './writeScript.ts'

const exits = fc
  .tuple(...[1, 2, 3, 4].map(() => fc.integer({ min: 0, max: 25 })))
  .map(([exchange = 0, mixer = 0, bridge = 0, swap = 0]) => {
    return { exchange, mixer, bridge, swap, held: 100 - exchange - mixer - bridge - swap }
  })

const plans: fc.Arbitrary<Plan> = fc
  .record({
    amount: fc.bigInt({ min: 1n, max: 10n ** 13n }),
    noticedAfterBlocks: fc.integer({ min: 0, max: 5 }),
    paceBlocks: fc.integer({ min: 1, max: 4 }),
    splitWidth: fc.integer({ min: 1, max: 8 }),
    peels: fc.integer({ min: 0, max: 4 }),
    waitBlocks: fc.integer({ min: 0, max: 6 }),
    sweepEveryBlocks: fc.integer({ min: 1, max: 7 }),
    freezesAfterBlocks: fc.option(fc.integer({ min: 0, max: 50 }), { nil: undefined }),
    exits,
  })
  .map(({ amount, noticedAfterBlocks, sweepEveryBlocks, freezesAfterBlocks, ...thief }) => ({
    ...STANDARD_PLAN,
    town: { ...STANDARD_PLAN.town, sweepEveryBlocks },
    theft: { amount, noticedAfterBlocks },
    issuer: { freezesAfterBlocks },
    thief,
  }))

const seeds = fc.nat()

function listSteps(script: Script): Step[] {
  const steps: Step[] = []
  for (let block = script.firstBlock; block <= script.lastBlock; block++) steps.push(...script.stepsAt(block))
  return steps
}

/** Dollars of everybody after the last step, from nothing but the steps; a payment of more than one has throws. */
function play(script: Script): ReadonlyMap<Who, bigint> {
  const purses = new Map<Who, bigint>()
  const frozen = new Set<Who>()
  const add = (who: Who, amount: bigint): void => void purses.set(who, (purses.get(who) ?? 0n) + amount)
  const move = (from: Who, to: Who, amount: bigint): void => {
    if ((purses.get(from) ?? 0n) < amount || frozen.has(from)) throw new Error(`${from} cannot pay ${amount}`)
    add(from, -amount)
    add(to, amount)
  }
  for (const { token, to, amount } of script.funds) if (token === 'dollar') add(to, amount)
  for (const { action } of listSteps(script)) {
    if (action.kind === 'pay' && action.token === 'dollar') move(action.from, action.to, action.amount)
    if (action.kind === 'mix') move(action.from, poolOf(action.pool), action.pool)
    if (action.kind === 'unmix') move(poolOf(action.pool), action.to, action.pool)
    if (action.kind === 'bridge') move(action.from, BRIDGE, action.amount)
    if (action.kind === 'swap' && action.token === 'dollar') move(action.from, PAIR, action.amount)
    if (action.kind === 'sweep' && action.token === 'dollar')
      move(action.deposit, 'swept', purses.get(action.deposit) ?? 0n)
    if (action.kind === 'freeze') frozen.add(action.account)
  }
  return purses
}

describe('writeScript', () => {
  it('accounts for every unit: what is held and frozen is there, and all lines are the stolen amount', () => {
    fc.assert(
      fc.property(plans, seeds, (plan, seed) => {
        const script = writeScript(plan, seed)
        const purses = play(script)
        expect(script.truth.reduce((total, { units }) => total + units, 0n)).toBe(plan.theft.amount)
        const kept = script.truth.filter(({ exit }) => exit === 'held' || exit === 'frozen')
        for (const { account, units } of kept) expect(purses.get(account)).toBe(units)
        const empty = script.wallets.filter((wallet) => kept.every(({ account }) => account !== wallet))
        for (const wallet of empty) expect(purses.get(wallet) ?? 0n).toBe(0n)
        for (const mule of script.mules) expect(purses.get(depositOf(mule)) ?? 0n).toBe(0n)
      }),
    )
  })

  it('lets exits be as the plan says, but for what fits into no note and what rounding leaves', () => {
    fc.assert(
      fc.property(plans, seeds, (plan, seed) => {
        const { truth } = writeScript(plan, seed)
        const of = (...kinds: string[]): bigint =>
          truth.reduce((sum, { exit, units }) => sum + (kinds.includes(exit) ? units : 0n), 0n)
        const wanted = (share: number): bigint => (plan.theft.amount * BigInt(share)) / 100n
        expect(of('exchange')).toBe(wanted(plan.thief.exits.exchange))
        expect(of('bridge')).toBe(wanted(plan.thief.exits.bridge))
        expect(of('swap-exchange')).toBe(wanted(plan.thief.exits.swap))
        expect(of('mixer') <= wanted(plan.thief.exits.mixer)).toBe(true)
      }),
    )
  })

  it('fuels each account in a block before it pays', () => {
    fc.assert(
      fc.property(plans, seeds, (plan, seed) => {
        const fuelled = new Map<Who, number>()
        for (const { block, action } of listSteps(writeScript(plan, seed))) {
          if (action.kind === 'pay-ether') fuelled.set(action.to, block)
          else if ('from' in action && action.from.startsWith('thief/')) {
            expect(fuelled.get(action.from)).toBeLessThan(block)
          }
        }
      }),
    )
  })

  it('is the same for the same seed, and another one for another', () => {
    const text = (seed: number): string =>
      JSON.stringify(listSteps(writeScript(STANDARD_PLAN, seed)), (_, value: unknown) =>
        typeof value === 'bigint' ? String(value) : value,
      )
    expect(text(7)).toBe(text(7))
    expect(text(7)).not.toBe(text(8))
  })

  it('leaves the thief as he is when the traffic is another', () => {
    const busy = { ...STANDARD_PLAN, town: { ...STANDARD_PLAN.town, users: 40, actionsPerBlock: 9 } }
    expect(writeScript(busy, 3).truth).toEqual(writeScript(STANDARD_PLAN, 3).truth)
  })

  it('robs before he pays, and the victim pays once only for the theft', () => {
    const thefts = listSteps(writeScript(STANDARD_PLAN, 1)).filter(({ role }) => role === 'theft')
    expect(thefts).toMatchObject([{ block: 0, action: { kind: 'pay', from: VICTIM, amount: 10n ** 12n } }])
  })

  it.each([-1, 0.5, 2 ** 53, Number.NaN])('refuses the seed %s', (seed) => {
    expect(() => writeScript(STANDARD_PLAN, seed)).toThrow(expect.objectContaining({ code: 'LZ_REHEARSAL_SEED' }))
  })

  it('refuses a plan of too many blocks', () => {
    const slow = { ...STANDARD_PLAN, thief: { ...STANDARD_PLAN.thief, paceBlocks: 1000 } }
    expect(() => writeScript(slow, 1)).toThrow(expect.objectContaining({ code: 'LZ_REHEARSAL_PLAN' }))
  })
})

it('divide cuts an amount into parts above zero that add up to it', () => {
  fc.assert(
    fc.property(
      fc.bigInt({ min: 1n, max: 10n ** 18n }),
      fc.integer({ min: 1, max: 50 }),
      seeds,
      (amount, parts, seed) => {
        const cut = divide(amount, parts, createDice(seed, 'test'))
        expect(cut.every((part) => part > 0n)).toBe(true)
        expect(cut.reduce((a, b) => a + b, 0n)).toBe(amount)
        expect(cut.length).toBeLessThanOrEqual(parts)
        if (amount > BigInt(parts) ** 3n) expect(cut.length).toBe(parts)
      },
    ),
  )
})
