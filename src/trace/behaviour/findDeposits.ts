import { Amount } from '../../chain/index.ts'
import type { LabelBook } from '../../intel/index.ts'
import type { LedgerAsset, LedgerView, TransferColumns } from '../../ledger/index.ts'
import { fromLimbs, getAmount } from '../kernel/AmountColumn.ts'
import { type AccountMove, findPasses, type Pass } from './passes.ts'

/** The rule's name and version; a finding rests on one of them. */
export const DEPOSIT_RULE = 'deposit-address/1'

/** How many blocks may lie between a receipt and its passing on, and how much may stay behind, in units of the asset. */
export interface DepositBounds {
  readonly blocksMax: number
  /** Decimal text. Tokens pay no gas out of themselves: where nothing is said, nothing of them may stay. */
  readonly kept: string | undefined
  /** An account with more payers is somebody else's service. */
  readonly sendersMax: number
}

/** Of the paper: 0.01 ETH and 3,200 blocks. The number of payers is ours. */
export const DEPOSIT_BOUNDS: DepositBounds = { blocksMax: 3200, kept: undefined, sendersMax: 100 }

/** The evidence of one passing on: transactions in, transaction out. */
export interface DepositPass {
  readonly receipts: readonly { readonly tx: string; readonly from: string; readonly amount: bigint }[]
  readonly tx: string
  readonly to: string
  readonly amount: bigint
  readonly blocks: number
}

/** An account that behaves like an address where a customer of an exchange pays in. Likely, and never proof. */
export interface DepositFinding {
  readonly account: string
  readonly asset: string
  readonly grade: 'likely'
  /** Whose it is, by the label of the wallet that it pays: what that says, and who says so. */
  readonly exchange: string
  readonly label: { readonly name: string; readonly source: string }
  readonly rule: string
  readonly bounds: { readonly kept: string; readonly blocksMax: number; readonly sendersMax: number }
  /** Mean over the passes, from 0 to 1: how exact and how fast, not how probable. */
  readonly confidence: number
  /** How often money was passed on, and in how many payments to the exchange in all. */
  readonly passes: number
  readonly forwards: number
  readonly senders: number
  /** The first few. */
  readonly evidence: readonly DepositPass[]
}

export interface DepositRequest {
  readonly asset: LedgerAsset
  /** Labels by account. */
  readonly labels: ReadonlyMap<number, LabelBook.ResolvedLabel>
  /** Only these accounts (canonical addresses); all unless said. */
  readonly accounts?: readonly string[]
  readonly bounds?: Partial<DepositBounds>
}

const EVIDENCE_SHOWN = 5
/** What may stay behind of the chain's own asset, for the gas of passing on. */
const NATIVE_KEPT = '0.01'

/**
 * Finds accounts that behave like deposit addresses of labelled exchanges: what they receive they soon pass on to a wallet of
 * one exchange, and they pay nobody else. Accounts that labels name are left out, and so is what a wallet of an exchange pays.
 *
 * @returns by address
 * @source as `findPasses`
 */
export async function findDeposits(view: LedgerView, request: DepositRequest): Promise<DepositFinding[]> {
  const { asset, accounts, labels } = request
  const columns = await view.readTransfers([asset.id])
  const only = accounts === undefined ? undefined : new Set((await view.findAccounts(accounts)).values())
  const bounds = { ...DEPOSIT_BOUNDS, ...request.bounds }
  const kept = bounds.kept ?? (asset.caip19.includes('/slip44:') ? NATIVE_KEPT : '0')
  const limits = { ...bounds, kept, keptMax: parseKept(kept, asset.decimals ?? 0) }
  const found = [...listMoves(columns, labels, only)].flatMap(
    ([account, moves]) => judge({ account, moves }, labels, limits) ?? [],
  )
  return await describe(view, { found, columns, asset: asset.caip19, limits })
}

interface Limits extends DepositBounds {
  readonly kept: string
  readonly keptMax: bigint
}

/** Of an asset with fewer decimals than the text has nothing so small exists: it is cut. */
function parseKept(kept: string, decimals: number): bigint {
  const [whole = '0', fraction = ''] = kept.split('.')
  return Amount.parse(decimals === 0 ? whole : `${whole}.${fraction.slice(0, decimals) || '0'}`, decimals)
}

type Labels = ReadonlyMap<number, LabelBook.ResolvedLabel>

/** A wallet of an exchange, but no address where its customers pay in. */
function isWallet(labels: Labels, account: number): boolean {
  const label = labels.get(account)
  return label?.category === 'exchange' && label.role !== 'deposit'
}

const ENTITIES = new Set(['theft', 'phishing', 'ransomware', 'token', 'burn'])

function isKnown(labels: Labels, account: number): boolean {
  const label = labels.get(account)
  return label !== undefined && (label.stops || ENTITIES.has(label.category))
}

/** The moves of accounts that pay an exchange, by account. */
function listMoves(
  columns: TransferColumns,
  labels: Labels,
  only: ReadonlySet<number> | undefined,
): Map<number, AccountMove[]> {
  const { count, sender, receiver } = columns
  const moves = new Map<number, AccountMove[]>()
  for (let row = 0; row < count; row++) {
    const from = sender[row] as number
    const isWanted = only?.has(from) !== false && !isKnown(labels, from)
    if (isWanted && isWallet(labels, receiver[row] as number)) moves.set(from, [])
  }
  const amounts = fromLimbs(columns.amounts, columns.highAmounts)
  for (let row = 0; row < count; row++) {
    const [from, to] = [sender[row] as number, receiver[row] as number]
    if (from === to) continue
    const base = { row, block: columns.block[row] as number }
    moves.get(from)?.push({ ...base, other: to, isReceipt: false, amount: getAmount(amounts, row) })
    moves.get(to)?.push({ ...base, other: from, isReceipt: true, amount: getAmount(amounts, row) })
  }
  return moves
}

interface Judged {
  readonly account: number
  readonly label: LabelBook.ResolvedLabel
  readonly passes: readonly Pass[]
  readonly forwards: number
  readonly senders: number
}

function judge(
  { account, moves }: { readonly account: number; readonly moves: readonly AccountMove[] },
  labels: Labels,
  limits: Limits,
): Judged | undefined {
  const payments = moves.filter(({ isReceipt }) => !isReceipt)
  const paid = payments.map(({ other }) => (isWallet(labels, other) ? labels.get(other) : undefined))
  const [label] = paid
  const isOne = label !== undefined && paid.every((one) => one !== undefined && nameOf(one) === nameOf(label))
  const senders = new Set(
    moves.flatMap(({ isReceipt, other }) => (isReceipt && !isWallet(labels, other) ? [other] : [])),
  )
  if (!isOne || senders.size > limits.sendersMax) return undefined
  const passes = findPasses(moves, (other) => isWallet(labels, other), limits)
  if (passes.length === 0) return undefined
  return { account, label, passes, forwards: payments.length, senders: senders.size }
}

function nameOf({ actor, name }: LabelBook.ResolvedLabel): string {
  return actor ?? name
}

async function describe(
  view: LedgerView,
  {
    found,
    columns,
    asset,
    limits,
  }: { found: readonly Judged[]; columns: TransferColumns; asset: string; limits: Limits },
): Promise<DepositFinding[]> {
  const shown = found.flatMap(({ passes }) => passes.slice(0, EVIDENCE_SHOWN))
  const moves = shown.flatMap(({ receipts, forward }) => [...receipts, forward])
  const idOf = ({ row }: AccountMove): number => columns.rowId[row] as number
  const places = await view.describeTransfers(moves.map(idOf))
  const names = await view.describeAccounts([
    ...found.map(({ account }) => account),
    ...moves.map(({ other }) => other),
  ])
  const txOf = (move: AccountMove): string => places.get(idOf(move))?.tx ?? ''
  const nameOfAccount = (account: number): string => names.get(account) ?? ''
  const toPass = ({ receipts, forward }: Pass): DepositPass => ({
    receipts: receipts.map((one) => ({ tx: txOf(one), from: nameOfAccount(one.other), amount: one.amount })),
    tx: txOf(forward),
    to: nameOfAccount(forward.other),
    amount: forward.amount,
    blocks: forward.block - Math.min(...receipts.map(({ block }) => block)),
  })
  const { kept, blocksMax, sendersMax } = limits
  const findings = found.map(
    ({ account, label, passes, forwards, senders }): DepositFinding => ({
      account: nameOfAccount(account),
      asset,
      grade: 'likely',
      exchange: nameOf(label),
      label: { name: label.name, source: label.source },
      rule: DEPOSIT_RULE,
      bounds: { kept, blocksMax, sendersMax },
      confidence: passes.reduce((sum, { confidence }) => sum + confidence, 0) / passes.length,
      passes: passes.length,
      forwards,
      senders,
      evidence: passes.slice(0, EVIDENCE_SHOWN).map(toPass),
    }),
  )
  return findings.sort((a, b) => (a.account < b.account ? -1 : 1))
}
