import { AssetId, TxHash } from '../../chain/index.ts'
import type { CaseFile } from '../../investigate/index.ts'
import {
  addLabels,
  exportGathered,
  exportGatheredTxs,
  type GatheredLedger,
  importGathered,
  importGatheredTxs,
  type LabelRecord,
  type Store,
  type Transfer,
} from '../../ledger/index.ts'

type Kept = Pick<CaseFile, 'places' | 'transfers' | 'txs' | 'assets'>

/** What a store has gathered, as a case file keeps it. */
export async function keepLedger(
  store: Store,
  chain: Parameters<typeof exportGathered>[1],
): Promise<Kept & { readonly ledger: GatheredLedger }> {
  const ledger = await exportGathered(store, chain)
  const txs = isUtxo(chain) ? await exportGatheredTxs(store, chain) : []
  const { places, transfers, decimals } = ledger
  return {
    ledger,
    places,
    transfers: transfers.map(keepTransfer),
    txs: txs.map(({ header, raw, ...tx }) => ({ ...tx, header: hexOf(header), raw: hexOf(raw) })),
    assets: [...decimals].map(([id, places]) => ({ id, decimals: places })),
  }
}

function isUtxo(chain: string): boolean {
  return chain.startsWith('bip122:')
}

function hexOf(bytes: Uint8Array): string {
  return Buffer.from(bytes).toString('hex')
}

function keepTransfer({ tx, inexact: _, amount, ...transfer }: Transfer): CaseFile['transfers'][number] {
  return { ...transfer, tx: TxHash.fromBytes(tx), amount: String(amount) }
}

/** Fills an empty store with what a case file has. */
export async function openLedger(store: Store, file: CaseFile): Promise<void> {
  const [{ investigation } = {}] = file.results
  if (investigation === undefined) return
  const { question, source } = investigation
  await addLabels(store, file.labels.map(toRecord))
  if (isUtxo(question.chain)) {
    const txs = file.txs.map(({ header, raw, ...tx }) => ({ ...tx, header: bytesOf(header), raw: bytesOf(raw) }))
    return await importGatheredTxs(store, question.chain, { source, txs })
  }
  await importGathered(store, question.chain, {
    source,
    places: file.places,
    transfers: file.transfers.map(toTransfer),
    decimals: new Map(file.assets.map(({ id, decimals }) => [AssetId.parse(id), decimals])),
  })
}

function bytesOf(hex: string): Uint8Array {
  return Uint8Array.from(Buffer.from(hex, 'hex'))
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
