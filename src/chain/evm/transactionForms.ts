import * as Fields from './Fields.ts'
import * as Rlp from './Rlp.ts'

/** Takes one item of an encoded transaction from a node's answer. */
type Reader = (transaction: Fields.Fields) => Rlp.Rlp

export const LEGACY = 0
const LIST_MAX = 100_000

const nonce = quantity('nonce')
const gasPrice = quantity('gasPrice')
const gas = quantity('gas')
const value = quantity('value')
const input: Reader = (fields) => Fields.getData(fields, 'input')
const to: Reader = (fields) => (Fields.has(fields, 'to') ? Fields.getAddress(fields, 'to') : '0x')
const chainId = quantity('chainId')
const fees = [quantity('maxPriorityFeePerGas'), quantity('maxFeePerGas')]
const r = signaturePart('r')
const s = signaturePart('s')
/** Nodes write it twice, older ones only as `v`. */
const yParity: Reader = (fields) => signaturePart(Fields.has(fields, 'yParity') ? 'yParity' : 'v')(fields)
const accessList: Reader = (fields) =>
  readList(fields, 'accessList', (entry) => [
    Fields.getAddress(entry, 'address'),
    Fields.getHashes(entry, 'storageKeys', LIST_MAX),
  ])
const blobHashes: Reader = (fields) => Fields.getHashes(fields, 'blobVersionedHashes', LIST_MAX)
const authorizations: Reader = (fields) =>
  readList(fields, 'authorizationList', (entry) =>
    [chainId, (each: Fields.Fields) => Fields.getAddress(each, 'address'), nonce, yParity, r, s].map((read) =>
      read(entry),
    ),
  )

/** Of Celo: it pays its fee in a token. */
export const CELO_FEE = 0x7b

/** What an L1 has put into a chain of OP Stack: nobody signs it. */
export const DEPOSIT = 0x7e
const sourceHash = hash('sourceHash')
const from = address('from')
const mint: Reader = (fields) => (Fields.has(fields, 'mint') ? quantity('mint')(fields) : '0x')
const isSystemTx: Reader = (fields) => (Fields.find(fields, 'isSystemTx') === true ? '0x01' : '0x')

/** Of Arbitrum's own types the price stands beside what was paid, or in its place. */
const gasFeeCap: Reader = (fields) => quantity(Fields.has(fields, 'maxFeePerGas') ? 'maxFeePerGas' : 'gasPrice')(fields)
const requestId = hash('requestId')
const retryTo: Reader = (fields) => (Fields.has(fields, 'retryTo') ? Fields.getAddress(fields, 'retryTo') : '0x')
const retryData: Reader = (fields) => Fields.getData(fields, 'retryData')
const refundTo = address('refundTo')
const retried = [hash('ticketId'), refundTo, quantity('maxRefund'), quantity('submissionFeeRefund')]

/** What comes from an L1 to Arbitrum, and what its blocks begin with: nobody signs them. */
const ARBITRUM: readonly (readonly [number, readonly Reader[]])[] = [
  [0x64, [chainId, requestId, from, to, value]],
  [0x65, [chainId, from, nonce, gasFeeCap, gas, to, value, input]],
  [0x66, [chainId, requestId, from, gasFeeCap, gas, to, value, input]],
  [0x68, [chainId, nonce, from, gasFeeCap, gas, to, value, input, ...retried]],
  [
    0x69,
    [
      ...[chainId, requestId, from, quantity('l1BaseFee'), quantity('depositValue'), gasFeeCap, gas],
      ...[retryTo, quantity('retryValue'), address('beneficiary'), quantity('maxSubmissionFee'), refundTo, retryData],
    ],
  ],
  [0x6a, [chainId, input]],
]

/**
 * What the encoding of a transaction is made of, by type, in its order.
 *
 * @source https://eips.ethereum.org/EIPS/eip-155
 * @source https://eips.ethereum.org/EIPS/eip-2930
 * @source https://eips.ethereum.org/EIPS/eip-1559
 * @source https://eips.ethereum.org/EIPS/eip-4844
 * @source https://eips.ethereum.org/EIPS/eip-7702
 * @source https://github.com/celo-org/celo-proposals/blob/master/CIPs/cip-0064.md
 * @source https://specs.optimism.io/protocol/deposits.html#the-deposited-transaction-type
 * @source https://github.com/OffchainLabs/go-ethereum/blob/master/core/types/arb_types.go
 */
export const FORMS: ReadonlyMap<number, readonly Reader[]> = new Map([
  [LEGACY, [nonce, gasPrice, gas, to, value, input, signaturePart('v'), r, s]],
  [0x01, [chainId, nonce, gasPrice, gas, to, value, input, accessList, yParity, r, s]],
  [0x02, [chainId, nonce, ...fees, gas, to, value, input, accessList, yParity, r, s]],
  [
    0x03,
    [
      chainId,
      nonce,
      ...fees,
      gas,
      to,
      value,
      input,
      accessList,
      quantity('maxFeePerBlobGas'),
      blobHashes,
      yParity,
      r,
      s,
    ],
  ],
  [0x04, [chainId, nonce, ...fees, gas, to, value, input, accessList, authorizations, yParity, r, s]],
  [CELO_FEE, [chainId, nonce, ...fees, gas, to, value, input, accessList, address('feeCurrency'), yParity, r, s]],
  ...ARBITRUM,
  [DEPOSIT, [sourceHash, from, to, mint, value, gas, isSystemTx, input]],
])

/** Whether the hash of a type says what it pays. Those that do not pay nothing. */
export function coversValue(type: number): boolean {
  return FORMS.get(type)?.includes(value) === true
}

/**
 * Whether the hash of a type says the sender and its count of transactions: by a signature, or by its own fields. What
 * Arbitrum tries again (0x68) counts its tries there.
 *
 * @source https://github.com/OffchainLabs/go-ethereum/blob/master/core/types/arb_types.go
 */
export function coversNonce(type: number): boolean {
  return type !== 0x68 && FORMS.get(type)?.includes(nonce) === true
}

function hash(key: string): Reader {
  return (fields) => Fields.getBytes(fields, key, 32)
}

function address(key: string): Reader {
  return (fields) => Fields.getAddress(fields, key)
}

function quantity(key: string): Reader {
  return (fields) => Rlp.ofQuantity(Fields.getQuantity(fields, key))
}

/** A number of the signature: some nodes pad it with zeros, its encoding is that of the number all the same. */
function signaturePart(key: string): Reader {
  return (fields) => Rlp.ofQuantity(Fields.getPadded(fields, key))
}

function readList(fields: Fields.Fields, key: string, read: (entry: Fields.Fields) => Rlp.Rlp): readonly Rlp.Rlp[] {
  const place = Fields.placeOf(fields, key)
  return Fields.getList(fields, key, LIST_MAX).map((entry, i) => read(Fields.of(entry, `${place}[${i}]`)))
}

/** Whether the sender and the nonce of a type are what its signature covers. */
export function isSigned(type: number): boolean {
  return type <= 0x04 || type === CELO_FEE
}
