import type { ChainId } from '../../chain/index.ts'
import type { AddressRecord, DatedFact, IncidentRecord, PublishedTotal, Source, TxRecord } from './RegisterDocument.ts'
import type { Grade } from './words.ts'

/** An address of an incident, checked. */
export interface IncidentAddress extends Omit<AddressRecord, 'chains'> {
  /** Chains that the source names, or `any-evm` where it only says that it is an EVM account. */
  readonly chains: readonly ChainId.ChainId[] | 'any-evm'
  /** Canonical text: EVM in lower case. */
  readonly address: string
}

/** A transaction of an incident, checked. */
export interface IncidentTx extends Omit<TxRecord, 'chain'> {
  readonly chain: ChainId.ChainId | 'any-evm'
  /** Canonical text: 32-byte hashes in lower case with `0x`, a Solana signature as it is. */
  readonly id: string
}

/** One theft of a register that passed its check. */
export interface Incident extends Omit<IncidentRecord, 'addresses' | 'transactions'> {
  /** The strongest of its attributions. */
  readonly grade: Grade
  readonly addresses: readonly IncidentAddress[]
  readonly transactions: readonly IncidentTx[]
}

/** Thefts, what others counted, and where it was all read. */
export interface Register {
  /** By date, then id; a month stands before its days. */
  readonly incidents: readonly Incident[]
  readonly sources: ReadonlyMap<string, Source>
  readonly totals: readonly PublishedTotal[]
  readonly facts: readonly DatedFact[]
  /** The latest `asOf` of its files. */
  readonly asOf: string
}
