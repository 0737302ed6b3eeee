import * as Fields from './Fields.ts'
import * as Rlp from './Rlp.ts'

const COUNT_MAX = 100_000

/**
 * The encoded withdrawals of a block, in its order; undefined where the node gives none.
 *
 * @throws EvmBlockError `LZ_EVM_FIELD`, `LZ_EVM_COUNT`
 * @source https://eips.ethereum.org/EIPS/eip-4895
 */
export function encodeWithdrawals(block: Fields.Fields): readonly Uint8Array[] | undefined {
  if (!Fields.has(block, 'withdrawals')) return undefined
  return Fields.getList(block, 'withdrawals', COUNT_MAX).map((value, i) => {
    const fields = Fields.of(value, `withdrawals[${i}]`)
    const quantity = (key: string): string => Rlp.ofQuantity(Fields.getQuantity(fields, key))
    const address = Fields.getAddress(fields, 'address')
    return Rlp.encode([quantity('index'), quantity('validatorIndex'), address, quantity('amount')])
  })
}
