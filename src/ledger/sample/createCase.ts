import { keccak_256 } from '@noble/hashes/sha3.js'
import { createRandom, type Random } from './random.ts'

/** One transfer of the sample; amounts in wei. */
export interface SampleTransfer {
  readonly block: number
  readonly timeSec: number
  readonly tx: string
  readonly from: string
  readonly to: string
  readonly amount: bigint
}

export interface SampleLabel {
  readonly address: string
  readonly name: string
  readonly category: string
}

/** A laundering case with a known answer. All of it is invented: no account, service or theft of it exists. */
export interface SampleCase {
  readonly transfers: readonly SampleTransfer[]
  readonly labels: readonly SampleLabel[]
  readonly seeds: readonly string[]
  /** What a haircut trace must find, by line of the statement. Unit: wei. */
  readonly answer: Readonly<Record<string, bigint>>
}

/** Where the sample begins: a block and its time, 12 seconds a block. */
const FIRST_BLOCK = 20_000_000
const FIRST_TIME = 1_717_200_000
const MILLI = 10n ** 15n

/** Counterparties of the sample's hub: over the default bound of a trace. */
const HUB_PAYERS = 1_200

/**
 * Makes the sample: a theft of 1,000 ETH with splits, a merge with clean money, a peel chain, a loop, dust, a hub, a mixer
 * and three exchanges, among `background` transfers of other people.
 *
 * The same seed gives the same case.
 */
export function createCase({ seed, background }: { seed: number; background: number }): SampleCase {
  const script = createScript(seed)
  const { account, pay } = script
  const victim = account('victim')
  const thief = account('thief')
  const alder = account('Alder Exchange deposit')
  const birch = account('Birch Exchange deposit')
  const cedar = account('Cedar Exchange hot wallet')
  const mixer = account('Fog Mixer')
  const hub = account('hub')

  const random = createRandom(seed)
  for (let i = 0; i < HUB_PAYERS; i++) pay(account(`hub payer ${i}`), hub, 100n + random.below(900n))
  pay(victim, thief, 1_000_000n)
  for (let i = 0; i < 5; i++) pay(thief, account(`dusted ${i}`), 1n)
  const [peel, loop, merge, rest] = ['peel 0', 'loop 0', 'merge', 'rest'].map(account) as [
    string,
    string,
    string,
    string,
  ]
  pay(thief, peel, 400_000n)
  pay(thief, loop, 300_000n)
  pay(thief, merge, 0n + 200_000n)
  pay(thief, rest, 99_995n)

  runPeelChain(script, { from: peel, exchange: alder, steps: 12 })
  runLoop(script, { from: loop, exchange: birch })
  pay(account('innocent'), merge, 100_000n)
  pay(merge, cedar, 150_000n)
  pay(rest, hub, 50_000n)
  pay(rest, mixer, 49_995n)
  addBackground(script, random, background)

  return {
    transfers: script.transfers,
    labels: [
      { address: alder, name: 'Alder Exchange: Deposit', category: 'exchange' },
      { address: birch, name: 'Birch Exchange: Deposit', category: 'exchange' },
      { address: cedar, name: 'Cedar Exchange: Hot Wallet', category: 'exchange' },
      { address: mixer, name: 'Fog Mixer', category: 'mixer' },
    ],
    seeds: [thief],
    answer: {
      'Alder Exchange': 360_000n * MILLI,
      'Birch Exchange': 290_000n * MILLI,
      'Cedar Exchange': 100_000n * MILLI,
      'Fog Mixer': 49_995n * MILLI,
      hub: 50_000n * MILLI,
      held: 150_005n * MILLI,
    },
  }
}

interface Script {
  readonly transfers: SampleTransfer[]
  account(name: string): string
  /** Amount in thousandths of an ETH. */
  pay(from: string, to: string, amount: bigint): void
}

function createScript(seed: number): Script {
  const transfers: SampleTransfer[] = []
  const digest = (text: string): string =>
    Array.from(keccak_256(new TextEncoder().encode(`lazaretto sample ${seed} ${text}`)), (byte) =>
      byte.toString(16).padStart(2, '0'),
    ).join('')
  return {
    transfers,
    account: (name) => `0x${digest(`account ${name}`).slice(24)}`,
    pay(from, to, amount) {
      const n = transfers.length
      transfers.push({
        block: FIRST_BLOCK + n,
        timeSec: FIRST_TIME + 12 * n,
        tx: `0x${digest(`transaction ${n}`)}`,
        from,
        to,
        amount: amount * MILLI,
      })
    },
  }
}

/** Each step pays 30 ETH to the exchange and passes the rest on; the last account keeps it. */
function runPeelChain(
  script: Script,
  { from, exchange, steps }: { from: string; exchange: string; steps: number },
): void {
  let at = from
  let left = 400_000n
  for (let i = 1; i <= steps; i++) {
    script.pay(at, exchange, 30_000n)
    left -= 30_000n
    const next = script.account(`peel ${i}`)
    script.pay(at, next, left)
    at = next
  }
}

/** Three accounts pass the money in a circle, twice; each keeps a little less than it got, then it is sold. */
function runLoop(script: Script, { from, exchange }: { from: string; exchange: string }): void {
  const ring = [from, script.account('loop 1'), script.account('loop 2')]
  let left = 300_000n
  for (let i = 0; i < 6; i++) {
    left -= 1_000n
    script.pay(ring[i % 3] as string, ring[(i + 1) % 3] as string, left)
  }
  script.pay(from, exchange, 290_000n)
}

/** Payments among people who have nothing to do with it; a few of them busy. */
function addBackground(script: Script, random: Random, count: number): void {
  const people = Math.max(10, Math.ceil(count / 4))
  const pick = (): string => script.account(`person ${Math.floor(people * random.unit() ** 3)}`)
  for (let i = 0; i < count; i++) script.pay(pick(), pick(), 1n + random.below(5_000n))
}
