import type { AssetId } from '../../chain/index.ts'
import type { LedgerAsset, LiveUtxoView } from '../../ledger/index.ts'
import {
  COUNTERPARTIES_MAX,
  createLiveUtxoTrace,
  createSeedFinder,
  type LiveUtxoIndex,
  listPayments,
  listTheftPayments,
  type MixBook,
  type UtxoPayment,
} from '../../trace/index.ts'
import type { TaintMove } from '../rules/RuleContext.ts'
import type { WatchedTheft } from '../watched/thefts.ts'
import { nameMix } from './mixNames.ts'
import { seedsOf } from './resolveSeeds.ts'
import type { Deeds, TheftTrace } from './WatchedLedger.ts'

/** What a theft is followed with. */
export interface UtxoTracePlan {
  readonly view: LiveUtxoView
  readonly index: LiveUtxoIndex
  readonly mixes: MixBook
  readonly theft: WatchedTheft
  readonly asset: LedgerAsset
  readonly services: ReadonlySet<number>
}

/** Follows a theft over outputs under haircut. */
export function openUtxoTrace(plan: UtxoTracePlan): TheftTrace {
  const { view, index, mixes, theft, asset, services } = plan
  const findSeeds = createSeedFinder({ view, index, decimals: asset.decimals ?? 0 }, seedsOf(theft))
  const trace = createLiveUtxoTrace(index, {
    rule: 'haircut',
    counterpartiesMax: COUNTERPARTIES_MAX,
    hopsMax: Number.POSITIVE_INFINITY,
    dustMaxSat: 0,
    services,
    mixes,
  })
  const describe = async ({ thefts, moves }: ReturnType<typeof trace.listBefore>): Promise<Deeds> => ({
    thefts: await toTaintMoves(listTheftPayments(index, thefts), plan),
    moves: await toTaintMoves(listPayments(index, moves), plan),
  })
  return {
    async advance() {
      const news = await trace.advance(await findSeeds())
      return { ...(await describe(news)), isRevised: news.isRevised }
    },
    async listBefore(height) {
      const block = index.blockHeight.findIndex((each) => each >= height)
      return await describe(trace.listBefore(block < 0 ? index.txCount : (index.blockStart[block] as number)))
    },
    async listEndings() {
      const { endings } = trace.flow()
      const ended = endings.filter(({ output }) => output < index.outputCount)
      const owners = await view.describeOwners([...new Set(ended.map(({ output }) => index.owner[output] as number))])
      return endings.map(({ output, kind, amountSat }) => {
        const account = output < index.outputCount ? owners.get(index.owner[output] as number)?.name : 'fees'
        return { account: account as string, kind, origin: BigInt(amountSat) }
      })
    },
  }
}

/** Payments with addresses and transactions in the place of numbers. */
async function toTaintMoves(
  payments: readonly UtxoPayment[],
  { view, asset, mixes }: UtxoTracePlan,
): Promise<TaintMove[]> {
  if (payments.length === 0) return []
  const txids = await view.nameTxs([...new Set(payments.map(({ tx }) => tx))])
  const ids = payments.flatMap(({ payer, others, payee }) => [payer, ...others, payee])
  const owners = await view.describeOwners([...new Set(ids.filter((id) => typeof id === 'number'))])
  const nameOf = (id: UtxoPayment['payer'] | UtxoPayment['payee'], tx: number): string => {
    if (typeof id === 'number') return owners.get(id)?.name as string
    return id === 'mix' ? nameMix(mixes, tx) : STANDS[id]
  }
  return payments.map(({ tx, height, payer, others, payee, amountSat, paidSat, end }) => ({
    block: height,
    tx: `0x${txids.get(tx)}`,
    from: nameOf(payer, tx),
    others: others.map((owner) => nameOf(owner, tx)),
    to: nameOf(payee, tx),
    origin: BigInt(amountSat),
    paid: BigInt(paidSat),
    asset: asset.caip19 as AssetId.AssetId,
    end: ENDS[end ?? 'none'],
  }))
}

const STANDS = { coinbase: 'coinbase', unknown: 'unknown previous outputs', fees: 'fees' } as const

/** A mix is told as the receiver. */
const ENDS: Readonly<Record<string, TaintMove['end']>> = { service: 'service', hub: 'hub', dust: 'dust' }
