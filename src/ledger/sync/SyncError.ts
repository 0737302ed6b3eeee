import { LazarettoError } from '../../LazarettoError.ts'

/** A chain that cannot be followed further; of kind `integrity` nothing of it is written any more. */
export class SyncError extends LazarettoError {}
