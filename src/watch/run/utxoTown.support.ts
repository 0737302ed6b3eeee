import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { BitcoinNetwork, BitcoinScript, type ChainId } from '../../chain/index.ts'
import { type BlockHeader, createUtxoLedger, openStore, type Store } from '../../ledger/index.ts'
import {
  type MadeBlock,
  type MadeTx,
  makeCoinbase,
  makeTx,
  mineBlock,
  payTo,
  toUtxoBlock,
} from '../../madeBitcoin.support.ts'
import { openState, type WorkState } from '../../state/index.ts'
import { createContext } from '../watch.support.ts'
import type { WatchPlan } from './Watch.ts'

const { main } = BitcoinNetwork
export const CHAIN: ChainId.ChainId = main.chain
const NOW = 1_800_000_000

/** The address of a made-up person. */
export function addressOf(person: number): string {
  return BitcoinScript.findAddress(payTo(person), main) as string
}

/** A transaction that spends first outputs, or named ones, and pays persons. */
export function pay(
  spends: readonly (readonly [tx: MadeTx, place: number])[],
  pays: readonly (readonly [number, number])[],
): MadeTx {
  return makeTx({
    spends: spends.map(([{ txid }, place]) => ({ txid, place })),
    pays: pays.map(([person, valueSat]) => ({ valueSat, script: payTo(person) })),
  })
}

/** New money for a person; the text makes it another transaction. */
export function mint(text: string, person: number, valueSat = 5_000_000_000): MadeTx {
  return makeCoinbase(`\u0008 ${text}`, [{ valueSat, script: payTo(person) }])
}

/** Blocks on each other, each of its transactions. */
export function chainOf(on: readonly MadeBlock[], ...blocks: readonly (readonly MadeTx[])[]): MadeBlock[] {
  const chain = [...on]
  for (const txs of blocks) chain.push(mineBlock(chain.at(-1), txs, 1_600_000_000 + 600 * chain.length))
  return chain
}

/** A ledger of made-up blocks, and a state, in a folder of their own. */
export interface UtxoTown {
  readonly plan: WatchPlan
  readonly store: Store
  readonly state: WorkState
  /** Adds the blocks of a chain from a height on. */
  show(chain: readonly MadeBlock[], from: number): Promise<void>
  undo(height: number): Promise<readonly BlockHeader[]>
  close(): void
}

/** Opens a town in which some persons are services that others have labelled. */
export async function openUtxoTown(services: readonly number[] = []): Promise<UtxoTown> {
  const folder = mkdtempSync(join(tmpdir(), 'lazaretto-watch-'))
  const store = await openStore(folder, { mode: 'write' })
  const state = openState(folder)
  const label = createContext({ 1: 'exchange' }).findLabel(`0x${'1'.padStart(40, '0')}`)
  const ledger = createUtxoLedger(store, CHAIN)
  const plan: WatchPlan = {
    store,
    state,
    chain: CHAIN,
    now: () => NOW,
    async loadLabels(view, above) {
      if (!('findOwners' in view) || label === undefined) return new Map()
      const owners = await view.findOwners(services.map(addressOf), above)
      return new Map([...owners.values()].flat().map((owner) => [owner, label]))
    },
  }
  return {
    plan,
    store,
    state,
    async show(chain: readonly MadeBlock[], from: number) {
      await ledger.apply(
        chain.slice(from).map(({ bytes }, i) => toUtxoBlock(bytes, from + i)),
        undefined,
      )
    },
    undo: async (height: number) => await ledger.undo(height),
    close() {
      state.close()
      store.close()
      rmSync(folder, { recursive: true })
    },
  }
}
