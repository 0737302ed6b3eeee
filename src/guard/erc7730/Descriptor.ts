import type { EvmAddress } from '../../chain/index.ts'
import type { AbiFunction } from '../signing/abi/parseSignature.ts'

/** Where a descriptor counts. */
export interface Deployment {
  readonly chainId: number
  readonly address: EvmAddress.EvmAddress
}

/** A value that is shown, or a group of them. */
export interface Field {
  readonly path?: string | undefined
  /** A constant in place of a path. */
  readonly value?: unknown
  readonly label?: string | undefined
  readonly format?: string | undefined
  readonly params?: Readonly<Record<string, unknown>> | undefined
  readonly visible?: Visible | undefined
  readonly $ref?: string | undefined
  readonly fields?: readonly Field[] | undefined
}

/** `never` hides a field, `ifNotIn` hides those values, and any other value than those of `mustMatch` forbids the whole. */
export type Visible =
  | string
  | boolean
  | { readonly ifNotIn?: readonly unknown[] | undefined; readonly mustMatch?: readonly unknown[] | undefined }

/** How a function or a type of typed data is shown. */
export interface Format {
  /** A signature with the names of its arguments, or the type of typed data as `encodeType` has it. */
  readonly key: string
  readonly intent: string | undefined
  /** A sentence with paths in braces. */
  readonly interpolatedIntent: string | undefined
  readonly fields: readonly Field[]
}

/** What says of its own calls or typed data what they mean (ERC-7730); includes are merged in. */
export interface Descriptor {
  /** Whose contract it is. */
  readonly owner: string | undefined
  readonly deployments: readonly Deployment[]
  /** Undefined where it is for calls; the members that the domain of typed data must have. */
  readonly domain: Readonly<Record<string, unknown>> | undefined
  /** The hash that the domain of typed data must have, where it is said. */
  readonly domainSeparator: string | undefined
  /** What the contract counts with, where it is a token. */
  readonly token: { readonly symbol: string; readonly decimals: number } | undefined
  /** Of its own ABI. */
  readonly functions: readonly AbiFunction[]
  readonly formats: readonly Format[]
  /** All of it, for paths that begin with `$`. */
  readonly json: unknown
}
