import type { LabelBook } from '../../intel/index.ts'
import type { Move } from './listMoves.ts'
import { HARM_CATEGORIES, isNobody, looksLike } from './strangers.ts'

/**
 * What a payer of a collecting address is. `victim`: nothing says otherwise. `service`: a labelled service paid out, for one of
 * its customers perhaps. `returned`: the address had paid it before. `own`: labelled as a thief's, or it paid the first gas.
 * `poison`: an address made to look like another one that the address deals with. `minted`: nobody's address. `self`: the
 * address itself.
 */
export type PayerKind = 'victim' | 'service' | 'returned' | 'own' | 'poison' | 'minted' | 'self'

/** What a payer paid of one asset. */
export interface PaidAsset {
  readonly asset: string
  readonly decimals: number | undefined
  readonly amount: bigint
  readonly transfers: number
}

/** Somebody who paid a collecting address. */
export interface Payer {
  readonly account: string
  readonly kind: PayerKind
  /** Why it is of that kind, in words of ours. */
  readonly reason: string
  readonly label: { readonly name: string; readonly source: string } | undefined
  /** Whole seconds UTC; undefined where no source told. */
  readonly firstSec: number | undefined
  readonly lastSec: number | undefined
  readonly firstTx: string
  readonly lastTx: string
  readonly transfers: number
  readonly paid: readonly PaidAsset[]
}

/** Of one asset, what an address received, and from what kinds of payers: the parts add up to the whole. */
export interface ReceivedAsset {
  readonly asset: string
  readonly decimals: number | undefined
  readonly amount: bigint
  readonly byKind: Readonly<Partial<Record<PayerKind, bigint>>>
  readonly isBalanced: boolean
}

export interface VictimReport {
  readonly address: string
  /** Victims first, then the other kinds; those that paid first stand first. */
  readonly payers: readonly Payer[]
  readonly received: readonly ReceivedAsset[]
}

const KINDS: readonly PayerKind[] = ['victim', 'service', 'returned', 'own', 'poison', 'minted', 'self']

export type LabelLookup = (account: string) => LabelBook.ResolvedLabel | undefined

/**
 * Lists everybody who paid an address, each with its kind. A payer is a victim where nothing says otherwise: what happened
 * off the chain nobody can see there, so that the list is one of claims to check, not of proofs.
 *
 * @param moves - The transfers of the address, in ledger order.
 */
export function listVictims(address: string, moves: readonly Move[], labelOf: LabelLookup): VictimReport {
  const receipts = moves.filter(({ to }) => to === address)
  const groups = new Map<string, Move[]>()
  for (const move of receipts) groups.set(move.from, [...(groups.get(move.from) ?? []), move])
  const context = { address, moves, labelOf, weights: weigh(address, moves) }
  const payers = [...groups].map(([account, paid]) => toPayer(context, account, paid))
  const place = ({ kind }: Payer): number => KINDS.indexOf(kind)
  return {
    address,
    payers: payers.sort((a, b) => place(a) - place(b)),
    received: sumReceived(receipts, payers),
  }
}

interface Context {
  readonly address: string
  readonly moves: readonly Move[]
  readonly labelOf: LabelLookup
  /** How many transfers the address has with each account. */
  readonly weights: ReadonlyMap<string, number>
}

function weigh(address: string, moves: readonly Move[]): ReadonlyMap<string, number> {
  const weights = new Map<string, number>()
  for (const { from, to } of moves) {
    const other = from === address ? to : from
    weights.set(other, (weights.get(other) ?? 0) + 1)
  }
  return weights
}

function toPayer(context: Context, account: string, paid: readonly Move[]): Payer {
  const label = context.labelOf(account)
  const [kind, reason] = judge(context, { account, paid, label })
  const times = paid.flatMap(({ timeSec }) => timeSec ?? [])
  return {
    account,
    kind,
    reason,
    label: label === undefined ? undefined : { name: label.name, source: label.source },
    firstSec: times[0],
    lastSec: times.at(-1),
    firstTx: paid[0]?.tx ?? '',
    lastTx: paid.at(-1)?.tx ?? '',
    transfers: paid.length,
    paid: sumAssets(paid),
  }
}

interface Judged {
  readonly account: string
  readonly paid: readonly Move[]
  readonly label: LabelBook.ResolvedLabel | undefined
}

function judge({ address, moves, weights }: Context, { account, paid, label }: Judged): readonly [PayerKind, string] {
  if (account === address) return ['self', 'the address itself']
  if (isNobody(account)) return ['minted', 'made by a contract']
  if (label !== undefined && HARM_CATEGORIES.has(label.category)) return ['own', `labelled ${label.category}`]
  if (label?.stops === true) return ['service', `labelled ${label.category}`]
  const model = findModel(account, weights)
  if (model !== undefined) return ['poison', `looks like ${model}, which the address deals with more`]
  const [first] = paid
  const start = first === undefined ? -1 : moves.indexOf(first)
  if (moves.slice(0, start).some(({ from, to }) => from === address && to === account)) {
    return ['returned', 'the address had paid it before']
  }
  if (start === 0 && isGas(address, moves, paid)) return ['own', 'paid the first gas and nothing that is collected']
  return ['victim', '']
}

/** Whether somebody paid only the chain's own asset, at an address that most others pay in tokens. */
function isGas(address: string, moves: readonly Move[], paid: readonly Move[]): boolean {
  const isNative = ({ asset }: Move): boolean => asset.caip19.includes('/slip44:')
  const payersOf = (rows: readonly Move[]): number => new Set(rows.map(({ from }) => from)).size
  const receipts = moves.filter(({ to, from }) => to === address && from !== address)
  const tokens = payersOf(receipts.filter((move) => !isNative(move)))
  return paid.every(isNative) && 2 * tokens > payersOf(receipts)
}

/** An account that another one looks like and that the address deals with more often. */
function findModel(account: string, weights: ReadonlyMap<string, number>): string | undefined {
  const own = weights.get(account) ?? 0
  return [...weights].find(([other, weight]) => weight > own && looksLike(account, other))?.[0]
}

function sumAssets(moves: readonly Move[]): PaidAsset[] {
  const sums = new Map<string, PaidAsset>()
  for (const { asset, amount } of moves) {
    const sum = sums.get(asset.caip19) ?? { asset: asset.caip19, decimals: asset.decimals, amount: 0n, transfers: 0 }
    sums.set(asset.caip19, { ...sum, amount: sum.amount + amount, transfers: sum.transfers + 1 })
  }
  return [...sums.values()].sort((a, b) => (a.asset < b.asset ? -1 : 1))
}

function sumReceived(receipts: readonly Move[], payers: readonly Payer[]): ReceivedAsset[] {
  return sumAssets(receipts).map(({ asset, decimals, amount }) => {
    const byKind: Partial<Record<PayerKind, bigint>> = {}
    for (const { kind, paid } of payers) {
      const part = paid.find((one) => one.asset === asset)?.amount ?? 0n
      if (part > 0n) byKind[kind] = (byKind[kind] ?? 0n) + part
    }
    const sum = Object.values(byKind).reduce((total, part) => total + part, 0n)
    return { asset, decimals, amount, byKind, isBalanced: sum === amount }
  })
}
