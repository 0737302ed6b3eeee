import { type Investigation, toBehaviour, toCheck, toDeposit } from '../../investigate/index.ts'
import { LazarettoError } from '../../LazarettoError.ts'
import { type BalanceSource, type LedgerView, listGathered, type Store } from '../../ledger/index.ts'
import { resolveLabels } from '../../server/index.ts'
import {
  createFundingFinder,
  createGapsOf,
  createTimeline,
  findDeposits,
  followFunders,
  listMoves,
  listVictims,
  reconcileAccounts,
  type TraceReport,
} from '../../trace/index.ts'

type Findings = Pick<Investigation, 'behaviour' | 'deposits' | 'checks'>

export interface BehaviourRequest {
  readonly store: Store
  readonly view: LedgerView
  readonly source: BalanceSource
  readonly reports: readonly TraceReport[]
  /** The address that was asked about, where it was one. */
  readonly asked: string | undefined
  readonly atSec: number
}

const ASSETS_MAX = 5
const CHECKED_MAX = 6
const PAUSE_SEC = 30 * 86_400

/** How the addresses on the way behave, and whether the rows agree with balances that the source states. */
export async function readBehaviour(request: BehaviourRequest): Promise<Findings> {
  const { view, reports } = request
  const focus = request.asked ?? findCollector(reports)
  if (focus === undefined) return { behaviour: undefined, deposits: [], checks: [] }
  const labels = await resolveLabels(view)
  const names = await view.describeAccounts([...labels.keys()])
  const byName = new Map([...labels].map(([id, label]) => [names.get(id) ?? '', label]))
  const labelOf = (account: string): ReturnType<typeof byName.get> => byName.get(account)
  const findFunding = await createFundingFinder(view)
  const moves = await listMoves(view, focus)
  return {
    behaviour: toBehaviour({
      account: focus,
      // Of who paid, the ledger has only what it paid on the way of this money: it is asked no further.
      funders: await followFunders(focus, { findFunding, labelOf, hopsMax: 1 }),
      victims: listVictims(focus, moves, labelOf),
      timeline: createTimeline(focus, moves, PAUSE_SEC),
    }),
    deposits: await listDeposits(request, labels),
    checks: await listChecks(request, focus),
  }
}

/** Who got most of what a transaction took. */
function findCollector([first]: readonly TraceReport[]): string | undefined {
  const transfers = [...(first?.stolen.transfers ?? [])]
  return transfers.sort((a, b) => (a.amount < b.amount ? 1 : a.amount > b.amount ? -1 : 0))[0]?.to
}

async function listDeposits(
  { view, reports }: BehaviourRequest,
  labels: Awaited<ReturnType<typeof resolveLabels>>,
): Promise<Findings['deposits']> {
  const assets = await view.listAssets()
  const found: Findings['deposits'][number][] = []
  for (const { asset: own, edges, destinations } of reports.slice(0, ASSETS_MAX)) {
    const asset = assets.find(({ caip19 }) => caip19 === own.id)
    const accounts = [...new Set([...edges.map(({ to }) => to), ...destinations.map(({ account }) => account)])]
    if (asset !== undefined) found.push(...(await findDeposits(view, { asset, labels, accounts })).map(toDeposit))
  }
  return found
}

/** The address that was asked about, and those where most of the money lies. */
async function listChecks(
  { store, view, source, reports, atSec }: BehaviourRequest,
  focus: string,
): Promise<Findings['checks']> {
  const gathered = await listGathered(store, view.chain)
  const gapsOf = createGapsOf(gathered, atSec)
  const found: Findings['checks'][number][] = []
  for (const { asset, destinations } of reports.slice(0, ASSETS_MAX)) {
    const held = destinations.filter(({ kind }) => kind === 'held').map(({ account }) => account)
    const accounts = [...new Set([focus, ...held])].filter((account) => gathered.get(account)?.state === 'whole')
    const some = accounts.slice(0, Math.max(0, CHECKED_MAX - found.length))
    const checks = await orUnsaid(() => reconcileAccounts({ view, source, accounts: some, assets: [asset.id], gapsOf }))
    found.push(...checks.map(toCheck))
  }
  return found
}

/** A source that cannot tell balances leaves them unchecked. */
async function orUnsaid<T>(work: () => Promise<readonly T[]>): Promise<readonly T[]> {
  try {
    return await work()
  } catch (error) {
    if (error instanceof LazarettoError) return []
    throw error
  }
}
