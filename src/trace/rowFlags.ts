import type { ROW as LedgerRow } from '../ledger/index.ts'

/** The ledger's row flags, by value: trace knows the ledger by its types only, and the types hold the two equal. */
export const ROW: typeof LedgerRow = { startsTx: 1, isPlaced: 2, hasLogPlace: 4, hasTxPlace: 8 }
