import type { Plan, PlannedExit } from '../Plan.ts'
import type { Purse } from './planTheft.ts'
import { BRIDGE, depositOf, EXCHANGE, type Exit, PAIR, poolOf, type Step, type Who } from './Step.ts'
import type { TruthLine } from './Truth.ts'

/** The thief's way out, one purse after the other. */
export interface Exits {
  take(exit: PlannedExit, purse: Purse): void
  result(): { steps: readonly Step[]; truth: readonly TruthLine[]; mules: readonly Who[] }
}

/** Exits of a plan, the first one a step after `restedBlock`. */
export function createExits(plan: Plan, restedBlock: number): Exits {
  const exits = new ExitBook(plan, restedBlock)
  return { take: (exit, purse) => exits.take(exit, purse), result: () => exits.result() }
}

class ExitBook {
  readonly #plan: Plan
  readonly #steps: Step[] = []
  readonly #truth: TruthLine[] = []
  readonly #mules: Who[] = []
  readonly #held = new Map<Who, bigint>()
  #block: number
  #notes = 0

  constructor(plan: Plan, restedBlock: number) {
    this.#plan = plan
    this.#block = restedBlock
  }

  take(exit: PlannedExit, purse: Purse): void {
    if (exit === 'held') this.#hold(purse)
    else this.#leave(exit, purse)
  }

  result(): ReturnType<Exits['result']> {
    const frozen = this.#freeze()
    for (const [wallet, units] of this.#held) {
      const block = wallet === frozen?.wallet ? frozen.block : 0
      this.#tell({ exit: wallet === frozen?.wallet ? 'frozen' : 'held', account: wallet, units, block })
    }
    return { steps: this.#steps, truth: this.#truth, mules: this.#mules }
  }

  #leave(exit: Exclude<PlannedExit, 'held'>, purse: Purse): void {
    this.#block += this.#plan.thief.paceBlocks
    if (exit === 'exchange') this.#deposit(purse)
    else if (exit === 'mixer') this.#mix(purse)
    else if (exit === 'bridge') this.#bridge(purse)
    else this.#swap(purse)
  }

  #deposit({ wallet, amount }: Purse): void {
    const to = this.#openAccount()
    const action = { kind: 'pay', token: 'dollar', from: wallet, to, amount } as const
    this.#exit('exchange', amount, { block: this.#block, action })
    this.#tell({ exit: 'exchange', account: to, services: [EXCHANGE], units: amount, block: this.#block })
  }

  /** Notes of the largest pools first; what fits into none is held. */
  #mix({ wallet, amount }: Purse): void {
    let rest = amount
    for (const pool of this.#plan.town.mixerPools) {
      for (; rest >= pool; rest -= pool) {
        const action = { kind: 'mix', from: wallet, pool, note: `thief/${this.#notes++}` } as const
        this.#exit('mixer', pool, { block: this.#block, action })
        this.#tell({ exit: 'mixer', account: poolOf(pool), units: pool, block: this.#block })
      }
    }
    this.#hold({ wallet, amount: rest })
  }

  #bridge({ wallet, amount }: Purse): void {
    const action = { kind: 'bridge', from: wallet, amount, recipient: wallet } as const
    this.#exit('bridge', amount, { block: this.#block, action })
    this.#tell({ exit: 'bridge', account: BRIDGE, units: amount, block: this.#block })
  }

  /** Sold for florins, which go to the exchange a step later. */
  #swap({ wallet, amount }: Purse): void {
    const to = this.#openAccount()
    const swap = { kind: 'swap', token: 'dollar', from: wallet, amount } as const
    this.#exit('swap', amount, { block: this.#block, action: swap })
    this.#block += this.#plan.thief.paceBlocks
    const pay = { kind: 'pay-all', token: 'florin', from: wallet, to } as const
    this.#exit('swap-exchange', amount, { block: this.#block, action: pay })
    this.#tell({ exit: 'swap-exchange', account: to, services: [EXCHANGE, PAIR], units: amount, block: this.#block })
  }

  #hold({ wallet, amount }: Purse): void {
    if (amount > 0n) this.#held.set(wallet, (this.#held.get(wallet) ?? 0n) + amount)
  }

  /** The account that holds most, once it has paid its last. */
  #freeze(): { wallet: Who; block: number } | undefined {
    const [most] = [...this.#held].sort(([, a], [, b]) => (a < b ? 1 : -1))
    const { freezesAfterBlocks } = this.#plan.issuer
    if (most === undefined || freezesAfterBlocks === undefined) return undefined
    const [wallet, units] = most
    const block = Math.max(freezesAfterBlocks, this.#block + 1)
    this.#exit('frozen', units, { block, action: { kind: 'freeze', account: wallet } })
    return { wallet, block }
  }

  #openAccount(): Who {
    const mule = `mule/${this.#mules.length}`
    this.#mules.push(mule)
    return depositOf(mule)
  }

  #exit(exit: Exit, units: bigint, step: Pick<Step, 'block' | 'action'>): void {
    this.#steps.push({ ...step, role: 'exit', exit, units })
  }

  #tell(line: { exit: Exit; account: Who; services?: readonly Who[]; units: bigint; block: number }): void {
    const { exit, account, services = [], units, block } = line
    this.#truth.push({ exit, account, places: [account, ...services], units, firstBlock: block, lastBlock: block })
  }
}
