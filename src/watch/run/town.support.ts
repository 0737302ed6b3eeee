import { createHash } from 'node:crypto'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { AssetId, ChainId } from '../../chain/index.ts'
import { applyBlocks, openStore, type SourceBlock, type Store, type Transfer, undoBlocks } from '../../ledger/index.ts'
import { openState, type WorkState } from '../../state/index.ts'
import { account, createContext } from '../watch.support.ts'
import type { WatchPlan } from './Watch.ts'

export const CHAIN: ChainId.ChainId = ChainId.parse('ethereum')
export const COIN: AssetId.AssetId = AssetId.native(CHAIN)
const NOW = 1_800_000_000

/** Who pays whom how much, by names. */
export type Payment = readonly [from: string, to: string, amount: bigint]

/** A ledger and a state in a folder of their own, with blocks made of payments between accounts that have names. */
export interface Town {
  readonly plan: WatchPlan
  readonly store: Store
  readonly state: WorkState
  apply(...blocks: readonly SourceBlock[]): Promise<void>
  undo(height: number): Promise<Awaited<ReturnType<typeof undoBlocks>>>
  close(): void
}

/** An address for each name. */
export function addressOf(name: string): string {
  return `0x${createHash('sha256').update(name).digest('hex').slice(0, 40)}`
}

/** The hash of a payment's transaction: that of its block, place and content. */
export function txOf(block: string, payment: number): Buffer {
  return createHash('sha256').update(`${block} ${payment}`).digest()
}

/** Makes a block on another one. */
export function makeBlock(parent: SourceBlock | undefined, name: string, payments: readonly Payment[]): SourceBlock {
  const height = (parent?.height ?? -1) + 1
  const previous = parent?.hash ?? `0x${'00'.repeat(32)}`
  const hash = `0x${createHash('sha256').update(`${previous} ${name}`).digest('hex')}`
  const timeSec = 1_700_000_000 + 12 * height
  const transfers = payments.map(
    ([from, to, amount], i): Transfer => ({
      kind: 'native',
      block: height,
      timeSec,
      tx: txOf(`${height} ${from} ${to} ${amount}`, i),
      txIndex: i,
      ordinal: 0,
      from: addressOf(from),
      to: addressOf(to),
      asset: COIN,
      amount,
      inexact: false,
    }),
  )
  return { height, hash, previous, timeSec, transfers, notices: [], hasTraces: true }
}

/** Opens a town in which some names are services that others have labelled. */
export async function openTown(services: readonly string[] = []): Promise<Town> {
  const folder = mkdtempSync(join(tmpdir(), 'lazaretto-watch-'))
  const store = await openStore(folder, { mode: 'write' })
  const state = openState(folder)
  const labelled = new Set(services.map(addressOf))
  const label = createContext({ 1: 'exchange' }).findLabel(account(1))
  return {
    store,
    state,
    plan: {
      store,
      state,
      chain: CHAIN,
      now: () => NOW,
      async loadLabels(view, above) {
        if (!('findAccounts' in view)) return new Map()
        const accounts = await view.findAccounts([...labelled])
        const known = [...accounts.values()].filter((id) => id > above && label !== undefined)
        return new Map(known.map((id) => [id, label as NonNullable<typeof label>]))
      },
    },
    apply: (...blocks) => applyBlocks(store, CHAIN, blocks),
    undo: (height) => undoBlocks(store, CHAIN, height),
    close() {
      state.close()
      store.close()
      rmSync(folder, { recursive: true })
    },
  }
}
