import { setTimeout } from 'node:timers/promises'
import { AssetId } from '../chain/index.ts'
import { CourseLog, type Done } from './CourseLog.ts'
import type { Defence, DeliveryReport, Scene, StartDefence } from './Defence.ts'
import { type Chain, type Mined, openChain } from './node/Chain.ts'
import { findAnvil, HERE, type Place } from './node/findAnvil.ts'
import { loadUniswap } from './node/loadUniswap.ts'
import { startAnvil } from './node/startAnvil.ts'
import { DOLLAR_DECIMALS, type Plan, STANDARD_PLAN } from './Plan.ts'
import type { RaisedAlert } from './score/Course.ts'
import { type Score, scoreDefence } from './score/scoreDefence.ts'
import { VICTIM } from './script/Step.ts'
import { type Script, writeScript } from './script/writeScript.ts'
import { buildTown } from './town/buildTown.ts'
import { labelTown } from './town/labelTown.ts'
import { perform } from './town/perform.ts'
import { addressOf, assetOf, type Town } from './town/Town.ts'

/** What a rehearsal is held with. */
export interface RehearsalOptions {
  /** A whole number: the same plan and seed give the same blocks. */
  readonly seed: number
  /** `STANDARD_PLAN` unless said. */
  readonly plan?: Plan | undefined
  readonly defence: StartDefence
  /** A clock that never goes back, in milliseconds. */
  nowMs(): number
  /** Where anvil and Uniswap's pair are looked for; this machine unless said. */
  readonly place?: Place | undefined
  readonly onProgress?: ((progress: RehearsalProgress) => void) | undefined
  readonly signal?: AbortSignal | undefined
}

/** A block of the script was played; that of the theft is block 0. */
export interface RehearsalProgress {
  readonly block: number
  readonly firstBlock: number
  readonly lastBlock: number
}

/** What a rehearsal came to. */
export interface RehearsalReport {
  readonly plan: Plan
  readonly seed: number
  readonly chain: { readonly id: string; readonly blocks: number; readonly head: string }
  readonly asset: { readonly id: string; readonly symbol: string; readonly decimals: number }
  readonly theft: { readonly tx: string; readonly height: number }
  readonly score: Score
  readonly webhooks: readonly DeliveryReport[]
}

/** 2026-01-01: every rehearsal's chain begins here. */
const GENESIS_SEC = 1_767_225_600

/**
 * Holds a drill: starts a local chain, builds a town of services and ordinary people on it, lets a scripted thief steal from
 * its exchange and leave, and scores what the defence said of it.
 *
 * The chain is this machine's own and ends with the drill, whatever ends that. Nothing of it repeats differently but wall times.
 *
 * @throws RehearsalError `LZ_REHEARSAL_ANVIL`, `LZ_REHEARSAL_UNISWAP` where what it needs is not installed,
 * `LZ_REHEARSAL_SEED`, `LZ_REHEARSAL_NODE`; and what the defence throws
 */
export async function rehearse(options: RehearsalOptions): Promise<RehearsalReport> {
  const { seed, plan = STANDARD_PLAN, place = HERE, nowMs, signal } = options
  const script = writeScript(plan, seed)
  const [program, uniswap] = [findAnvil(place), loadUniswap(place)]
  const anvil = await startAnvil({ program, accounts: script.accounts.length, genesisSec: GENESIS_SEC })
  try {
    const { url } = anvil
    const chain = await openChain({ url, genesisSec: GENESIS_SEC, blockSec: plan.chain.blockSec, nowMs, signal })
    const town = await buildTown({ chain, plan, script, uniswap })
    return await new Drill(options, { url, chain, plan, script, town }).hold()
  } finally {
    await anvil.stop()
  }
}

interface Stage {
  readonly url: string
  readonly chain: Chain
  readonly plan: Plan
  readonly script: Script
  readonly town: Town
}

class Drill {
  readonly #options: RehearsalOptions
  readonly #stage: Stage
  readonly #log: CourseLog
  readonly #alerts: RaisedAlert[] = []
  #head: Mined

  constructor(options: RehearsalOptions, stage: Stage) {
    this.#options = options
    this.#stage = stage
    this.#log = new CourseLog(stage.script, stage.town)
    this.#head = stage.chain.head()
  }

  async hold(): Promise<RehearsalReport> {
    const { firstBlock, lastBlock } = this.#stage.script
    const defence = await this.#options.defence(this.#scene())
    try {
      for (let block = firstBlock; block <= lastBlock; block++) {
        this.#options.signal?.throwIfAborted()
        await this.#play(block, defence)
        this.#options.onProgress?.({ block, firstBlock, lastBlock })
      }
      const score = scoreDefence(this.#log.end(), [...this.#alerts], await defence.state())
      return this.#report(score, (await defence.deliver?.()) ?? [])
    } finally {
      await defence.stop()
    }
  }

  async #play(block: number, defence: Defence): Promise<void> {
    const { chain, plan, script, town } = this.#stage
    const done: Done[] = []
    for (const step of script.stepsAt(block)) done.push({ step, hashes: await perform(chain, town, step.action) })
    this.#head = await chain.mine()
    this.#log.add(block, this.#head, done)
    if (block === Math.min(plan.theft.noticedAfterBlocks, script.lastBlock)) await this.#tell(defence)
    await defence.onBlock({ height: this.#head.height, hash: this.#head.hash })
    const { signal } = this.#options
    const restMs = this.#head.minedMs + plan.chain.blockMs - this.#options.nowMs()
    if (restMs > 0) await setTimeout(restMs, undefined, signal === undefined ? {} : { signal })
  }

  async #tell(defence: Defence): Promise<void> {
    const { plan, script, town } = this.#stage
    const { tx, amount } = this.#log.tell(this.#options.nowMs())
    const account = addressOf(town, script.wallets[0] ?? '')
    await defence.onTheft({ name: plan.name, tx, asset: assetOf(town, 'dollar'), amount, account })
  }

  #scene(): Scene {
    const { url, plan, town } = this.#stage
    return {
      url,
      chain: town.chain,
      native: AssetId.parse(`${town.chain}/slip44:60`),
      labels: labelTown(town, plan),
      own: [addressOf(town, VICTIM)],
      head: { height: this.#head.height, hash: this.#head.hash },
      webhooks: plan.webhooks,
      raise: (alert) => {
        this.#alerts.push({ ...alert, raisedMs: this.#options.nowMs(), height: this.#head.height })
      },
    }
  }

  #report(score: Score, webhooks: readonly DeliveryReport[]): RehearsalReport {
    const { plan, town } = this.#stage
    const { tx, height } = this.#log.end().theft
    return {
      plan,
      seed: this.#options.seed,
      chain: { id: town.chain, blocks: this.#head.height, head: this.#head.hash },
      asset: { id: assetOf(town, 'dollar'), symbol: 'DUSD', decimals: DOLLAR_DECIMALS },
      theft: { tx, height },
      score,
      webhooks,
    }
  }
}
