import type { UNKNOWN as LedgerUnknown } from '../../ledger/index.ts'

/** The ledger's sign for a previous output that it does not have; the types hold the two equal. */
export const UNKNOWN: typeof LedgerUnknown = 0xffff_ffff
