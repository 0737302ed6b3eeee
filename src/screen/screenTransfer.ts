import { AssetId } from '../chain/index.ts'
import * as Verdict from '../Verdict.ts'
import { type Reason, sortReasons } from './Reason.ts'
import type { Screener } from './Screener.ts'
import { type AddressAnswer, screenAddress } from './screenAddress.ts'

/** A transfer before it happens, or one that came in. */
export interface TransferQuestion {
  readonly from?: string | undefined
  readonly to?: string | undefined
  /** CAIP-19; the contract of a token in any letter case whose checksum holds. */
  readonly asset?: string | undefined
  /** Base units. */
  readonly amount?: bigint | undefined
}

/** The answer about a transfer: of each side, of the transfer itself, and the worst of these. */
export interface TransferAnswer {
  readonly verdict: Verdict.Verdict
  readonly from?: AddressAnswer
  readonly to?: AddressAnswer
  /** About the transfer rather than a side. */
  readonly reasons: readonly Reason[]
}

/**
 * Screens both sides of a transfer, its asset and its amount.
 *
 * @throws InvalidAssetError `LZ_ASSET_SYNTAX`
 * @example
 * screenTransfer(screener, { from: '0x28C6...', to: '0x098B...' }, nowSec).verdict // 'block'
 */
export function screenTransfer(screener: Screener, question: TransferQuestion, nowSec: number): TransferAnswer {
  const sides: { from?: AddressAnswer; to?: AddressAnswer } = {}
  if (question.from !== undefined) sides.from = screenAddress(screener, question.from, nowSec)
  if (question.to !== undefined) sides.to = screenAddress(screener, question.to, nowSec)
  const reasons = sortReasons(judgeAmount(screener, question))
  const own = reasons[0] === undefined || reasons[0].effect === 'note' ? 'no-match' : reasons[0].effect
  const verdict = Verdict.worst([own, ...Object.values(sides).map((answer) => answer.verdict)])
  return { verdict, ...sides, reasons }
}

function judgeAmount({ policy: { amounts } }: Screener, question: TransferQuestion): Reason[] {
  const { amount } = question
  const asset = question.asset === undefined ? undefined : AssetId.parse(question.asset)
  if (asset === undefined || amount === undefined) return []
  const at = amounts.findIndex((rule) => rule.asset === asset && amount >= rule.atLeast)
  const rule = amounts[at]
  if (rule === undefined) return []
  const message = `The policy looks at transfers of ${rule.atLeast} base units and more of this asset.`
  return [{ code: 'AMOUNT', effect: rule.effect, rule: `amounts.${at}`, message, isDirect: true, claims: [] }]
}
