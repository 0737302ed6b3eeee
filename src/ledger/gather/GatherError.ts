import { LazarettoError } from '../../LazarettoError.ts'
import type { Size } from './Sayings.ts'

/** A seed that is too large to read. */
export class GatherError extends LazarettoError {
  override readonly name = 'GatherError'

  constructor({ name, count }: Size, historyMax: number) {
    const message = `${name} has ${count} transactions, more than ${historyMax}: begin with the transactions that are meant, or allow more with --hub-transfers.`
    super('LZ_GATHER_HUB', 'limit', message)
  }
}
