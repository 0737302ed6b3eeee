import fc from 'fast-check'
import { describe, expect, it, onTestFinished } from 'vitest'
import { openView, type SourceBlock } from '../../ledger/index.ts'
import type { AddressExposure } from '../../screen/index.ts'
import { createLiveIndex, exposeLedger, type LiveIndex } from '../../trace/index.ts'
import { addressOf, CHAIN, makeBlock, openTown, type Payment, type Town } from '../run/town.support.ts'
import { type AccountExposures, createAccountExposures, type ListedSource } from './AccountExposures.ts'

const SOURCES: readonly ListedSource[] = [
  { category: 'sanctions', origin: 'a list', addresses: ['thief', 'mixer', 'never seen'].map(addressOf) },
  { category: 'theft', origin: 'a case', grade: 'msmt', addresses: [addressOf('thief')] },
]
const OPTIONS = { sources: SOURCES, counterpartiesMax: 4, floor: '0' }

/** A town whose exposures are kept up to date, block by block. */
class Exposed {
  readonly town: Town
  readonly exposures: AccountExposures
  /** What is known by address. */
  readonly known = new Map<string, readonly AddressExposure[]>()
  readonly #indexes = new Map<number, LiveIndex>()
  readonly #blocks: SourceBlock[] = []

  constructor(town: Town) {
    this.town = town
    this.exposures = createAccountExposures({ ...OPTIONS, services: new Set() })
  }

  async apply(payments: readonly Payment[]): Promise<void> {
    const block = makeBlock(this.#blocks.at(-1), String(this.#blocks.length), payments)
    this.#blocks.push(block)
    await this.town.apply(block)
    const view = await openView(this.town.store, CHAIN)
    await this.exposures.learn(view, block.height, async (asset) => {
      const index = createLiveIndex(await view.readTransfers([asset], { after: -1, to: block.height - 1 }))
      this.#indexes.set(asset, index)
      return index
    })
    for (const [asset, index] of this.#indexes) {
      index.append(await view.readTransfers([asset], { after: block.height - 1, to: block.height }))
    }
    await this.#advance()
  }

  async undo(blocks: number): Promise<void> {
    this.#blocks.length = Math.max(1, this.#blocks.length - blocks)
    const height = this.#blocks.length - 1
    await this.town.undo(height)
    for (const index of this.#indexes.values()) index.truncate(height)
    await this.#advance()
  }

  async #advance(): Promise<void> {
    const view = await openView(this.town.store, CHAIN)
    for (const [address, all] of await this.exposures.advance(view)) {
      if (all.length > 0) this.known.set(address, all)
      else this.known.delete(address)
    }
  }

  /** What following all listed money through the whole ledger says. */
  async listFresh(): Promise<AddressExposure[]> {
    const view = await openView(this.town.store, CHAIN)
    const all: AddressExposure[] = []
    for await (const exposure of exposeLedger(view, SOURCES, { ...OPTIONS, labels: new Map() })) {
      const grade = SOURCES.find(({ origin }) => origin === exposure.origin)?.grade
      all.push(grade === undefined ? exposure : { ...exposure, grade })
    }
    return all
  }
}

async function newExposed(): Promise<Exposed> {
  const town = await openTown()
  onTestFinished(() => town.close())
  return new Exposed(town)
}

function inOrder(exposures: Iterable<AddressExposure>) {
  const keyOf = ({ address, origin, asset }: AddressExposure): string => `${address} ${origin} ${asset}`
  return [...exposures].sort((a, b) => keyOf(a).localeCompare(keyOf(b)))
}

describe('the exposures of a ledger that grows', () => {
  it('say in the block who has listed money, and from whom', async () => {
    const exposed = await newExposed()
    await exposed.apply([['miner', 'alice', 300n]])
    expect(exposed.known.size).toBe(0)
    await exposed.apply([['thief', 'alice', 100n]])
    expect(exposed.known.get(addressOf('alice'))).toMatchObject([
      { category: 'sanctions', origin: 'a list', amount: 100n, received: 400n, hops: 1 },
      { category: 'theft', origin: 'a case', grade: 'msmt', amount: 100n, received: 400n, hops: 1 },
    ])
    await exposed.apply([['alice', 'bob', 40n]])
    expect(exposed.known.get(addressOf('bob'))?.[0]).toMatchObject({ amount: 10n, received: 40n, hops: 2 })
    await exposed.undo(2)
    expect(exposed.known.size).toBe(0)
  })

  it('are those of the whole ledger after any blocks and undone blocks', async () => {
    const name = fc.constantFrom('thief', 'mixer', 'alice', 'bob', 'carol', 'dave', 'erin')
    const payment = fc.tuple(name, name, fc.bigInt({ min: 0n, max: 1_000n }))
    const step = fc.oneof(
      { weight: 4, arbitrary: fc.array(payment, { maxLength: 5 }) },
      { weight: 1, arbitrary: fc.integer({ min: 1, max: 4 }) },
    )
    await fc.assert(
      fc.asyncProperty(fc.array(step, { minLength: 2, maxLength: 12 }), async (steps) => {
        const town = await openTown()
        try {
          const exposed = new Exposed(town)
          await exposed.apply([['miner', 'alice', 5n]])
          for (const step of steps) {
            if (typeof step === 'number') await exposed.undo(step)
            else await exposed.apply(step)
          }
          expect(inOrder([...exposed.known.values()].flat())).toEqual(inOrder(await exposed.listFresh()))
        } finally {
          town.close()
        }
      }),
      { numRuns: 6 },
    )
  })
})
