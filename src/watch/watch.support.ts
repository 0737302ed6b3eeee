import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { onTestFinished } from 'vitest'
import { AssetId, ChainId } from '../chain/index.ts'
import { LabelBook, type LabelCategory, STOPS } from '../intel/index.ts'
import type { BlockHeader } from '../ledger/index.ts'
import { openState, type WorkState } from '../state/index.ts'
import type { AlertDraft } from './rules/AlertDraft.ts'
import { createMoveHistory } from './rules/MoveHistory.ts'
import type { MoveContext, TaintMove } from './rules/RuleContext.ts'
import { WATCH_OPTIONS, type WatchOptions } from './watched/WatchOptions.ts'

export const ethereum: ChainId.ChainId = ChainId.parse('ethereum')
export const ether: AssetId.AssetId = AssetId.native(ethereum)
export const NOW = 1_790_000_000

/** An open work state of one test. */
export function createState(folder: string = mkdtempSync(join(tmpdir(), 'lazaretto-watch-'))): WorkState {
  const state = openState(folder)
  onTestFinished(() => {
    if (state.database.isOpen) state.close()
    rmSync(folder, { recursive: true, force: true })
  })
  return state
}

/** The nth address. */
export const account = (n: number): string => `0x${n.toString(16).padStart(40, '0')}`
/** The nth hash, of a block or a transaction. */
export const hashOf = (n: number | string): string => `0x${Buffer.from(String(n)).toString('hex').padStart(64, '0')}`

/** A block by the names of itself and its parent. */
export function block(height: number, name: string, previous: string): BlockHeader {
  return { height, hash: hashOf(name), previous: hashOf(previous), timeSec: NOW + height * 12 }
}

/** A block of a chain whose names are its heights. */
export const plainBlock = (height: number): BlockHeader => block(height, String(height), String(height - 1))

/** An alert that a rule could have drafted. */
export function draft(more: Partial<AlertDraft> = {}): AlertDraft {
  return {
    rule: 'moves',
    severity: 'medium',
    theft: 'theft-1',
    chain: ethereum,
    block: undefined,
    tx: hashOf('tx'),
    title: 'It moves',
    text: 'It moves.',
    parties: [],
    amounts: [{ what: 'stolen', asset: ether, units: 10n ** 18n, decimals: 18 }],
    evidence: { version: 1 },
    key: ['k'],
    ...more,
  }
}

/** One payment of stolen ether. */
export function move(from: number, to: number, more: Partial<TaintMove> = {}): TaintMove {
  const units = 10n ** 18n
  return {
    block: 100,
    tx: hashOf('tx'),
    from: account(from),
    to: account(to),
    origin: units,
    paid: units,
    asset: ether,
    ...more,
  }
}

/** A context with labels by account, at block 100. */
export function createContext(
  labels: Readonly<Record<number, LabelCategory>> = {},
  more: Omit<Partial<MoveContext>, 'options'> & { options?: Partial<WatchOptions> } = {},
): MoveContext {
  const book = LabelBook.create(
    Object.entries(labels).map(([n, category]) => ({
      address: account(Number(n)),
      chain: ethereum,
      name: `Name of ${n}`,
      source: 'a source',
      confidence: undefined,
      category,
      actor: `Actor ${n}`,
      role: 'wallet' as const,
      rule: 'test',
      basis: 'name' as const,
      stops: STOPS[category],
    })),
  )
  return {
    chain: ethereum,
    block: plainBlock(100),
    theft: { id: 'theft-1', name: 'Harmony', sinceSec: undefined },
    stolen: ether,
    history: createMoveHistory(),
    findLabel: (address) => LabelBook.find(book, { address, chain: ethereum }),
    findUnit: () => undefined,
    ...more,
    options: { ...WATCH_OPTIONS, ...more.options },
  }
}
