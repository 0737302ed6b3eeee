import type { Mined } from './node/Chain.ts'
import type { Course, Deed, Moment, TruthPlace } from './score/Course.ts'
import { depositOf, FUEL, type Step, type Who } from './script/Step.ts'
import type { Script } from './script/writeScript.ts'
import { addressOf, type Town } from './town/Town.ts'

/** A step that was done, by its transactions; the last one is the step itself, before it may be an approval. */
export interface Done {
  readonly step: Step
  readonly hashes: readonly string[]
}

/** Writes down what happens, block by block. */
export class CourseLog {
  readonly #script: Script
  readonly #town: Town
  readonly #deeds: Deed[] = []
  readonly #moments = new Map<number, Moment>()
  #ordinary = 0
  #theft: Omit<Course['theft'], 'toldMs'> | undefined
  #toldMs: number | undefined

  constructor(script: Script, town: Town) {
    this.#script = script
    this.#town = town
  }

  /** The script's block and what it became. */
  add(block: number, mined: Mined, done: readonly Done[]): void {
    this.#moments.set(block, mined)
    for (const { step, hashes } of done) this.#addStep(mined, step, hashes)
  }

  /** The theft, once it has happened; the defence is told of it now. */
  tell(nowMs: number): Omit<Course['theft'], 'toldMs'> {
    if (this.#theft === undefined) throw new RangeError('Nothing is stolen yet.')
    this.#toldMs = nowMs
    return this.#theft
  }

  end(): Course {
    const { wallets, mules, truth } = this.#script
    if (this.#theft === undefined || this.#toldMs === undefined) throw new RangeError('A rehearsal has a theft.')
    return {
      theft: { ...this.#theft, toldMs: this.#toldMs },
      deeds: this.#deeds,
      ordinary: this.#ordinary,
      thief: new Set([FUEL, ...wallets, ...mules.map(depositOf)].map((who) => this.#at(who))),
      truth: truth.map(
        ({ exit, account, places, units, firstBlock, lastBlock }): TruthPlace => ({
          exit,
          account: this.#at(account),
          places: places.map((who) => this.#at(who)),
          units,
          first: this.#momentOf(firstBlock),
          last: this.#momentOf(lastBlock),
        }),
      ),
    }
  }

  #addStep({ height, minedMs }: Mined, { role, exit, units = 0n, action }: Step, hashes: readonly string[]): void {
    if (role === 'ordinary') {
      this.#ordinary += hashes.length
      return
    }
    const tx = hashes.at(-1) ?? ''
    for (const approval of hashes.slice(0, -1)) {
      this.#deeds.push({ tx: approval, height, minedMs, role: 'move', exit: undefined, units: 0n })
    }
    this.#deeds.push({ tx, height, minedMs, role, exit, units })
    if (role === 'theft' && action.kind === 'pay') this.#theft = { tx, height, minedMs, amount: action.amount }
  }

  #at(who: Who): string {
    return addressOf(this.#town, who)
  }

  #momentOf(block: number): Moment {
    const { height, timeSec } = this.#moments.get(block) as Moment
    return { height, timeSec }
  }
}
