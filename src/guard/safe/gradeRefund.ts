import { EvmAddress } from '../../chain/index.ts'
import { isTrusted } from '../signing/gradeSpender.ts'
import { lookUp } from '../signing/known/lookUp.ts'
import * as Words from '../signing/Words.ts'
import { found, type SafeFinding } from './SafeFinding.ts'
import type { SafeTransaction } from './SafeTransaction.ts'

type Refund = Pick<SafeTransaction, 'gasToken' | 'refundReceiver' | 'gasPrice' | 'baseGas'>

/** The largest call that nodes take, with 200 signatures, costs some four million before any code runs. */
const BASE_GAS_MAX = 5_000_000n

/**
 * The Safe may pay whoever executes it: in a token, whose price per gas has no bound, or for more gas than was ever used, that is a
 * way to empty it.
 *
 * @source https://github.com/safe-global/safe-smart-account, `handlePayment`
 */
export function gradeRefund(
  { gasToken, refundReceiver, gasPrice, baseGas }: Refund,
  place: Words.Place,
): SafeFinding[] {
  const isToken = gasToken !== EvmAddress.zero
  const isNamed = refundReceiver !== EvmAddress.zero
  const isPaid = gasPrice > 0n
  const isHuge = isPaid && baseGas > BASE_GAS_MAX
  if (!isHuge && !(isToken && (isNamed || isPaid))) return []
  const isStranger = isToken && isNamed && isPaid && !isTrusted(lookUp(place, refundReceiver))
  const who = isNamed ? Words.address(place, refundReceiver) : 'whoever executes it'
  const least = isToken ? `at least ${Words.amount(place, gasToken, gasPrice * baseGas)}` : 'coins'
  const how = isPaid
    ? `${least}, for ${baseGas} units of gas that are charged before any is used`
    : `nothing of ${Words.address(place, gasToken)}, as long as the price is zero`
  const message = `Beside what it does, the Safe pays ${who} for the gas: ${how}. No ordinary transaction needs that.`
  return [found('REFUND', isHuge || isStranger ? 'block' : 'review', message)]
}
