import type { EvmAddress } from '../../../chain/index.ts'
import type { GuardContext } from '../../context.ts'
import type { Finding } from '../../Finding.ts'
import type { SigningFinding } from '../SigningFinding.ts'
import type { Struct } from '../Struct.ts'

/** One call of a contract, or a payment. */
export interface Call {
  readonly chainId: number | undefined
  /** Who calls, where that is known: inside of a wrapper it is the wrapper. */
  readonly from?: EvmAddress.EvmAddress | undefined
  readonly to: EvmAddress.EvmAddress
  readonly valueWei: bigint
  readonly data: Uint8Array
  /** Whether the code of `to` runs in the caller's own name and storage. */
  readonly isDelegate?: boolean | undefined
}

/** What a call says, and the calls inside of it. */
export interface Explanation {
  /** Where it stands, as `calls[2]`; empty for the outermost. */
  readonly place: string
  readonly call: Call
  /** In plain words; undefined where nobody here can say it. */
  readonly words: string | undefined
  readonly inner: readonly Explanation[]
}

/** What a function of the table means. */
export interface Meaning {
  readonly words: string
  readonly findings: readonly SigningFinding[]
  readonly inner?: readonly Call[]
}

/** Says what a known function does with those arguments. */
export type Explain = (args: Struct, call: Call, context: GuardContext) => Meaning

/** Rows of the table: a signature whose arguments have names, and what it means. */
export type Row = readonly [signature: string, explain: Explain]

/** What a protocol says of a call or of typed data, and the calls in them, which are looked at as any other. */
export interface Description {
  readonly words: string
  readonly inner: readonly Call[]
}

/** What other rooms know more of. */
export interface Explainers {
  /** Says a call in a protocol's own words (ERC-7730). */
  readonly describeCall?: ((call: Call, context: GuardContext) => Description | undefined) | undefined
  /** Looks at what a Safe is to do; in its place only the target of a delegatecall is looked at. */
  readonly checkSafe?: ((transaction: Struct, call: Call, context: GuardContext) => readonly Finding[]) | undefined
}
