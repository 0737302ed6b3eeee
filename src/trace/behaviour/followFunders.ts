import type { LabelBook } from '../../intel/index.ts'
import { isNobody } from './strangers.ts'

/** The first payment of the chain's own asset that an account received. Amounts in base units. */
export interface Funding {
  readonly from: string
  readonly tx: string
  readonly block: number
  /** Whole seconds UTC; undefined where no source told. */
  readonly timeSec: number | undefined
  readonly amount: bigint
  /** Whether the account paid before it: then it had money that this ledger does not show. */
  readonly isLate: boolean
}

/** Finds the first payment that an account received from another one; undefined where none is known. */
export type FindFunding = (account: string) => Promise<Funding | undefined>

/** Who an account is, as far as labels say. */
export type LabelOf = (account: string) => LabelBook.ResolvedLabel | undefined

/**
 * Why nothing more is asked. `service`: a labelled service, whose customers are not told apart on chain. `origin`: nobody's
 * address, where mints and rewards come from. `unknown`: no payment to the account is known. `cycle`: it was there before.
 * `depth`: the bound.
 */
export type FunderStop = 'service' | 'origin' | 'unknown' | 'cycle' | 'depth'

export interface FunderHop extends Funding {
  readonly account: string
  /** Of who paid. */
  readonly label: FunderLabel | undefined
}

/** What a label says and who says so. */
export interface FunderLabel {
  readonly name: string
  readonly source: string
  readonly category: string
  readonly service: string | undefined
}

/** Who paid the first gas, back and back. The first hop is that of the account itself. */
export interface FunderReport {
  readonly address: string
  readonly hops: readonly FunderHop[]
  readonly stop: FunderStop
  /** Where it stopped. */
  readonly at: string
}

export interface FunderOptions {
  readonly findFunding: FindFunding
  readonly labelOf: LabelOf
  readonly hopsMax: number
}

/**
 * Follows first payments backwards: no account of such a chain can do anything before somebody pays it gas. Who does is often
 * the same person, or an exchange that knows the customer. It is a hint and no proof: anybody can pay anybody.
 *
 * Where the account itself is a service, it is asked all the same.
 */
export async function followFunders(address: string, options: FunderOptions): Promise<FunderReport> {
  const { findFunding, labelOf, hopsMax } = options
  const hops: FunderHop[] = []
  const seen = new Set([address])
  let account = address
  for (;;) {
    if (hops.length >= hopsMax) return { address, hops, stop: 'depth', at: account }
    const funding = await findFunding(account)
    if (funding === undefined) return { address, hops, stop: 'unknown', at: account }
    const label = labelOf(funding.from)
    hops.push({ account, ...funding, label: label === undefined ? undefined : shorten(label) })
    account = funding.from
    const stop = stopAt(account, label, seen)
    if (stop !== undefined) return { address, hops, stop, at: account }
    seen.add(account)
  }
}

function stopAt(
  account: string,
  label: LabelBook.ResolvedLabel | undefined,
  seen: ReadonlySet<string>,
): FunderStop | undefined {
  if (isNobody(account) || label?.category === 'burn') return 'origin'
  if (label?.stops === true) return 'service'
  return seen.has(account) ? 'cycle' : undefined
}

function shorten({ name, source, category, actor }: LabelBook.ResolvedLabel): FunderLabel {
  return { name, source, category, service: actor }
}
