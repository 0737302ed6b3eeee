import type { EvmAddress } from '../EvmAddress.ts'
import * as Fields from './Fields.ts'
import * as Rlp from './Rlp.ts'
import { FORMS, LEGACY } from './transactionForms.ts'

/** A transaction of a block. Hashes and data are lower-case hex with 0x. */
export interface EvmTransaction {
  readonly hash: string
  readonly index: number
  /** 0 for those from before EIP-2718. */
  readonly type: number
  /** What the node says: no hash covers it, only the signature does. */
  readonly from: EvmAddress
  /** Undefined for the creation of a contract. */
  readonly to: EvmAddress | undefined
  readonly valueWei: bigint
  /** The sender's count of transactions, as hex; of types that have none, undefined. */
  readonly nonce: string | undefined
  readonly input: string
  /** What its hash is made of; undefined for a type that nobody here can encode. */
  readonly items: readonly Rlp.Rlp[] | undefined
  /** Whether the node has added it to a block whose header does not cover it: Polygon's state syncs, without a signature. */
  readonly isOutside: boolean
}

const TYPE_DIGITS_MAX = 2

/** @throws EvmBlockError `LZ_EVM_FIELD`, `LZ_EVM_COUNT`, `LZ_EVM_ORDER` where it says that it is of another place */
export function parse(
  value: unknown,
  index: number,
  block: { readonly hash: string; readonly height: number },
): EvmTransaction {
  const fields = Fields.of(value, `transactions[${index}]`)
  Fields.assertSame(fields, 'blockHash', block.hash)
  Fields.assertSame(fields, 'blockNumber', block.height)
  Fields.assertSame(fields, 'transactionIndex', index)
  const type = parseType(fields)
  const isOutside = type === LEGACY && ['r', 's'].every((key) => Fields.getPadded(fields, key) === '0x0')
  return {
    hash: Fields.getBytes(fields, 'hash', 32),
    index,
    type,
    from: Fields.getAddress(fields, 'from'),
    to: Fields.has(fields, 'to') ? Fields.getAddress(fields, 'to') : undefined,
    valueWei: BigInt(Fields.getQuantity(fields, 'value')),
    nonce: Fields.has(fields, 'nonce') ? Fields.getQuantity(fields, 'nonce') : undefined,
    input: Fields.getData(fields, 'input'),
    items: isOutside ? undefined : FORMS.get(type)?.map((read) => read(fields)),
    isOutside,
  }
}

/** Nodes from before EIP-2718 say none. */
function parseType(fields: Fields.Fields): number {
  return Fields.has(fields, 'type') ? Number(Fields.getQuantity(fields, 'type', TYPE_DIGITS_MAX)) : LEGACY
}

/**
 * What the hash is the hash of and the block's root has as its leaf; undefined for an unknown type.
 *
 * @source https://eips.ethereum.org/EIPS/eip-2718
 */
export function encode({ type, items }: EvmTransaction): Uint8Array | undefined {
  if (items === undefined) return undefined
  return type === LEGACY ? Rlp.encode(items) : Rlp.encodeTyped(type, items)
}
