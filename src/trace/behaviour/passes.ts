/** A transfer of one asset as one account sees it: `row` is its place in the ledger's columns. */
export interface AccountMove {
  readonly row: number
  readonly block: number
  /** The account's counterparty. */
  readonly other: number
  readonly isReceipt: boolean
  readonly amount: bigint
}

/** Money that came and went on to an exchange. */
export interface Pass {
  /** What came: one receipt, or all since the last payment to an exchange. */
  readonly receipts: readonly AccountMove[]
  readonly forward: AccountMove
  /** From 0 to 1: 1 where all of it went on in the same block. */
  readonly confidence: number
}

/** How much may stay behind, in base units, and how many blocks may lie between. */
export interface PassBounds {
  readonly keptMax: bigint
  readonly blocksMax: number
}

/**
 * Finds payments to exchanges that pass on what came before: the nearest earlier receipt of nearly the same amount, or, where
 * there is none, all that came since the last such payment.
 *
 * The first is the published rule with its confidence; the second is ours, for exchanges that sweep several payments at once.
 *
 * @param moves - Of one account in one asset, in ledger order.
 * @param isWallet - Whether a counterparty is a wallet of an exchange. What those pay to the account is no customer's receipt.
 * @source F. Victor, "Address Clustering Heuristics for Ethereum", Financial Cryptography 2020, doi 10.1007/978-3-030-51280-4_33
 * @source M. Wu et al., "Tutela", 2022, arXiv 2201.06811, and its program (the confidence, and the nearest receipt)
 */
export function findPasses(
  moves: readonly AccountMove[],
  isWallet: (account: number) => boolean,
  bounds: PassBounds,
): Pass[] {
  const passes: Pass[] = []
  let waiting: AccountMove[] = []
  for (const move of moves) {
    if (move.isReceipt) {
      if (!isWallet(move.other)) waiting.push(move)
      continue
    }
    if (!isWallet(move.other)) continue
    waiting = waiting.filter(({ block }) => move.block - block <= bounds.blocksMax)
    const receipts = findReceipts(waiting, move, bounds)
    if (receipts.length > 0) passes.push({ receipts, forward: move, confidence: confidenceOf(receipts, move, bounds) })
    waiting = receipts.length === 1 ? waiting.filter((receipt) => receipt !== receipts[0]) : []
  }
  return passes
}

function findReceipts(
  waiting: readonly AccountMove[],
  { amount }: AccountMove,
  { keptMax }: PassBounds,
): readonly AccountMove[] {
  const fits = (came: bigint): boolean => came >= amount && came - amount <= keptMax
  const single = waiting.findLast((receipt) => fits(receipt.amount))
  if (single !== undefined) return [single]
  return fits(sumOf(waiting)) ? waiting : []
}

function confidenceOf(receipts: readonly AccountMove[], forward: AccountMove, bounds: PassBounds): number {
  const { keptMax, blocksMax } = bounds
  const kept = sumOf(receipts) - forward.amount
  const oldest = receipts.reduce((block, receipt) => Math.min(block, receipt.block), forward.block)
  const keptPart = keptMax === 0n ? 0 : Number((kept * 1_000_000n) / keptMax) / 1e6
  return 1 - keptPart / 2 - (forward.block - oldest) / Math.max(1, blocksMax) / 2
}

function sumOf(moves: readonly AccountMove[]): bigint {
  return moves.reduce((sum, { amount }) => sum + amount, 0n)
}
