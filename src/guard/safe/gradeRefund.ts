import { EvmAddress } from '../../chain/index.ts'
import { found, type SafeFinding } from './SafeFinding.ts'
import type { SafeTransaction } from './SafeTransaction.ts'

type Refund = Pick<SafeTransaction, 'gasToken' | 'refundReceiver' | 'gasPrice' | 'baseGas'>

/** The Safe may pay whoever executes it: in a token, whose price per gas has no bound, that is a way to empty it. */
export function gradeRefund({ gasToken, refundReceiver, gasPrice, baseGas }: Refund): SafeFinding[] {
  const isToken = gasToken !== EvmAddress.zero
  const isNamed = refundReceiver !== EvmAddress.zero
  const isPaid = gasPrice > 0n
  if (!isToken || !(isNamed || isPaid)) return []
  const who = isNamed ? EvmAddress.display(refundReceiver) : 'whoever executes it'
  const token = EvmAddress.display(gasToken)
  const amount = `${gasPrice} base units for each unit of gas, of which ${baseGas} are charged before any is used`
  const how = isPaid ? amount : 'nothing, as long as the price is zero'
  return [
    found(
      'REFUND',
      'review',
      `The Safe pays ${who} for the gas in the token ${token}: ${how}. Nobody needs that for an ordinary transaction.`,
    ),
  ]
}
