import { AssetId, TxHash } from '../../chain/index.ts'
import type { CaseFile } from '../../investigate/index.ts'
import {
  addLabels,
  exportGathered,
  type GatheredLedger,
  importGathered,
  type LabelRecord,
  type Store,
  type Transfer,
} from '../../ledger/index.ts'

type Kept = Pick<CaseFile, 'places' | 'transfers' | 'assets'>

/** What a store has gathered, as a case file keeps it. */
export async function keepLedger(
  store: Store,
  chain: Parameters<typeof exportGathered>[1],
): Promise<Kept & { readonly ledger: GatheredLedger }> {
  const ledger = await exportGathered(store, chain)
  const { places, transfers, decimals } = ledger
  return {
    ledger,
    places,
    transfers: transfers.map(keepTransfer),
    assets: [...decimals].map(([id, places]) => ({ id, decimals: places })),
  }
}

function keepTransfer({ tx, inexact: _, amount, ...transfer }: Transfer): CaseFile['transfers'][number] {
  return { ...transfer, tx: TxHash.fromBytes(tx), amount: String(amount) }
}

/** Fills an empty store with what a case file has. */
export async function openLedger(store: Store, file: CaseFile): Promise<void> {
  const [{ investigation } = {}] = file.results
  if (investigation === undefined) return
  const { question, source } = investigation
  await importGathered(store, question.chain, {
    source,
    places: file.places,
    transfers: file.transfers.map(toTransfer),
    decimals: new Map(file.assets.map(({ id, decimals }) => [AssetId.parse(id), decimals])),
  })
  await addLabels(store, file.labels.map(toRecord))
}

function toTransfer({
  tx,
  asset,
  amount,
  timeSec,
  txIndex,
  ordinal,
  ...transfer
}: CaseFile['transfers'][number]): Transfer {
  const place = { timeSec, txIndex, ordinal }
  const money = { asset: AssetId.parse(asset), amount: BigInt(amount), inexact: false }
  return { ...transfer, ...place, ...money, tx: TxHash.toBytes(TxHash.parse(tx)) }
}

function toRecord({ chain, confidence, ...label }: CaseFile['labels'][number]): LabelRecord {
  return { ...label, chain, confidence }
}
