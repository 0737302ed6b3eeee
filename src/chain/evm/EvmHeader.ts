import { EvmBlockError } from './EvmBlockError.ts'
import * as Fields from './Fields.ts'
import { hashHex } from './HexBytes.ts'
import * as Rlp from './Rlp.ts'

/** A block's header as the node gave it. Roots and hashes are lower-case hex with 0x. */
export interface EvmHeader {
  /** What the node says; `assert` compares it with `items`. */
  readonly hash: string
  readonly previous: string
  readonly height: number
  readonly timeSec: number
  readonly transactionsRoot: string
  readonly receiptsRoot: string
  readonly logsBloom: string
  /** From Shanghai on. */
  readonly withdrawalsRoot: string | undefined
  /** What the hash is made of. */
  readonly items: readonly Rlp.Rlp[]
  /** Fields of the answer that are in no header known here. */
  readonly unknown: readonly string[]
}

type Form = 'quantity' | 'data' | number
type Field = readonly [name: string, form: Form]

/** In the order of the hash; a number is a length in bytes. */
const ALWAYS: readonly Field[] = [
  ['parentHash', 32],
  ['sha3Uncles', 32],
  ['miner', 20],
  ['stateRoot', 32],
  ['transactionsRoot', 32],
  ['receiptsRoot', 32],
  ['logsBloom', 256],
  ['difficulty', 'quantity'],
  ['number', 'quantity'],
  ['gasLimit', 'quantity'],
  ['gasUsed', 'quantity'],
  ['timestamp', 'quantity'],
  ['extraData', 'data'],
  ['mixHash', 32],
  ['nonce', 8],
]

/**
 * What forks have added at the end: London, Shanghai, Cancun, Prague. A header has the first few of them.
 *
 * @source https://eips.ethereum.org/EIPS/eip-1559
 * @source https://eips.ethereum.org/EIPS/eip-4895
 * @source https://eips.ethereum.org/EIPS/eip-4844
 * @source https://eips.ethereum.org/EIPS/eip-4788
 * @source https://eips.ethereum.org/EIPS/eip-7685
 */
const ADDED: readonly Field[] = [
  ['baseFeePerGas', 'quantity'],
  ['withdrawalsRoot', 32],
  ['blobGasUsed', 'quantity'],
  ['excessBlobGas', 'quantity'],
  ['parentBeaconBlockRoot', 32],
  ['requestsHash', 32],
]

/**
 * Avalanche's C-Chain: its own field behind the nonce, and two behind the base fee.
 *
 * @source https://github.com/ava-labs/coreth/blob/master/core/types/block.go
 */
const ADDED_AVALANCHE: readonly Field[] = [
  ['extDataHash', 32],
  ['baseFeePerGas', 'quantity'],
  ['extDataGasUsed', 'quantity'],
  ['blockGasCost', 'quantity'],
  ['blobGasUsed', 'quantity'],
  ['excessBlobGas', 'quantity'],
  ['parentBeaconBlockRoot', 32],
]

/** In every node's answer, and no part of a header. */
const BESIDE = ['hash', 'size', 'totalDifficulty', 'uncles', 'transactions', 'withdrawals', 'author', 'sealFields']

/** @throws EvmBlockError `LZ_EVM_FIELD`, `LZ_EVM_COUNT` */
export function parse(block: Fields.Fields): EvmHeader {
  const added = Fields.has(block, 'extDataHash') ? ADDED_AVALANCHE : ADDED
  return {
    hash: Fields.getBytes(block, 'hash', 32),
    previous: Fields.getBytes(block, 'parentHash', 32),
    height: Fields.getNumber(block, 'number'),
    timeSec: Fields.getNumber(block, 'timestamp'),
    transactionsRoot: Fields.getBytes(block, 'transactionsRoot', 32),
    receiptsRoot: Fields.getBytes(block, 'receiptsRoot', 32),
    logsBloom: Fields.getBytes(block, 'logsBloom', 256),
    withdrawalsRoot: Fields.has(block, 'withdrawalsRoot') ? Fields.getBytes(block, 'withdrawalsRoot', 32) : undefined,
    items: [...ALWAYS, ...takePresent(block, added)].map((field) => readItem(block, field)),
    unknown: listUnknown(block, added),
  }
}

/**
 * The hash that a header has.
 *
 * @source https://ethereum.github.io/yellowpaper/paper.pdf, section 4.4
 */
export function getHash({ items }: EvmHeader): string {
  return hashHex(Rlp.encode(items))
}

/** A header without a field but with a later one could pass for another one with the same hash. */
function takePresent(block: Fields.Fields, added: readonly Field[]): readonly Field[] {
  const missing = added.findIndex(([name]) => !Fields.has(block, name))
  if (missing < 0) return added
  const late = added.slice(missing).find(([name]) => Fields.has(block, name))
  if (late === undefined) return added.slice(0, missing)
  throw new EvmBlockError('LZ_EVM_FIELD', late[0], `the field before it, ${added[missing]?.[0]}, is missing`)
}

function readItem(block: Fields.Fields, [name, form]: Field): Rlp.Rlp {
  if (form === 'quantity') return Rlp.ofQuantity(Fields.getQuantity(block, name))
  return form === 'data' ? Fields.getData(block, name) : Fields.getBytes(block, name, form)
}

function listUnknown(block: Fields.Fields, added: readonly Field[]): readonly string[] {
  const known = new Set([...BESIDE, ...ALWAYS.map(([name]) => name), ...added.map(([name]) => name)])
  return Object.keys(block.object).filter((name) => !known.has(name) && Fields.has(block, name))
}
