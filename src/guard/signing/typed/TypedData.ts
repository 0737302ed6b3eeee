import type { EvmAddress } from '../../../chain/index.ts'
import type { Struct } from '../Struct.ts'

/** Where typed data count: what is absent is not bound. */
export interface TypedDomain {
  readonly name: string | undefined
  readonly version: string | undefined
  readonly chainId: bigint | undefined
  readonly verifyingContract: EvmAddress.EvmAddress | undefined
}

/** EIP-712 typed data that were parsed; all hashes are made of what is shown. */
export interface TypedData {
  readonly primaryType: string
  /** `encodeType` of it: the struct with its members, and those that it uses. */
  readonly typeText: string
  readonly domain: TypedDomain
  readonly message: Struct
  readonly domainHash: Uint8Array
  readonly messageHash: Uint8Array
  /** What is signed. */
  readonly digest: Uint8Array
  readonly oddities: readonly TypedOddity[]
}

/**
 * `types`: structs that the message does not use; `fields`: values that no type names, so that they are shown and not signed;
 * `number`: a number that JSON does not hold exactly.
 */
export type TypedOddity = 'types' | 'fields' | 'number'
