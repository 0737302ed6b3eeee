import { getAmount } from './kernel/AmountColumn.ts'
import { firstAbove, itemsOf } from './kernel/groupBy.ts'
import type { Holding, TraceIndex } from './TraceIndex.ts'

/** The last row by which a holding pays, or -1. */
export function lastPayment({ payments }: TraceIndex, holding: Holding): number {
  const end = payments.start[holding + 1] as number
  return end > (payments.start[holding] as number) ? (payments.items[end - 1] as number) : -1
}

/** What a holding has before a row by which it receives; 0 when it never pays behind it, since then nobody asks. */
export function balanceBefore(index: TraceIndex, holding: Holding, row: number): bigint {
  const { payments, receipts } = index
  const next = firstAbove(payments, holding, row)
  if (next === payments.start[holding + 1]) return 0n
  const payment = payments.items[next] as number
  let balance = getAmount(index.before, payment)
  for (let i = firstAbove(receipts, holding, row - 1); i < (receipts.start[holding + 1] as number); i++) {
    const receipt = receipts.items[i] as number
    if (receipt >= payment) break
    balance -= getAmount(index.received, receipt)
  }
  return balance
}

type TxRows = Pick<TraceIndex, 'from' | 'to' | 'paid' | 'received' | 'endsTx'>

/** What a holding has before a row of what it received in the row's transaction, less what it paid there. */
export function balanceInTx(index: TxRows, holding: Holding, row: number): bigint {
  let first = row
  while (first > 0 && index.endsTx[first - 1] === 0) first--
  let balance = 0n
  for (let before = first; before < row; before++) {
    const paid = index.from[before] === holding ? getAmount(index.paid, before) : 0n
    balance = paid > balance ? 0n : balance - paid
    if (index.to[before] === holding) balance += getAmount(index.received, before)
  }
  return balance
}

/** What a holding has after the last row whose block is not above `blockMax`. */
export function balanceAtEnd(index: TraceIndex, holding: Holding, blockMax: number): bigint {
  const isCounted = (row: number): boolean => (index.block[row] as number) <= blockMax
  let balance = getAmount(index.opening, holding)
  for (const row of itemsOf(index.receipts, holding)) if (isCounted(row)) balance += getAmount(index.received, row)
  for (const row of itemsOf(index.payments, holding)) if (isCounted(row)) balance -= getAmount(index.paid, row)
  return balance
}

/** All that a holding receives. */
export function inflowOf(index: TraceIndex, holding: Holding): bigint {
  return itemsOf(index.receipts, holding).reduce<bigint>((sum, row) => sum + getAmount(index.received, row), 0n)
}
