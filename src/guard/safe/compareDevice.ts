import { found, type SafeFinding } from './SafeFinding.ts'
import type { SafeHashes } from './SafeHashes.ts'

/** Hashes as a device shows them, of which it may show only some: `0x` and 64 hex digits in any case. */
export type DeviceView = Partial<SafeHashes>

const NAMES: readonly (readonly [keyof SafeHashes, string])[] = [
  ['domain', 'domain hash'],
  ['message', 'message hash'],
  ['safeTx', 'Safe transaction hash'],
]

/** Compares what a signer's device shows with what the fields on the screen come to. */
export function compareDevice(hashes: SafeHashes | undefined, device: DeviceView = {}): readonly SafeFinding[] {
  if (hashes === undefined) return []
  return NAMES.flatMap(([key, name]) => {
    const shown = device[key]
    if (shown === undefined || shown.toLowerCase() === hashes[key]) return []
    const message = `The device shows another ${name} than this transaction has (${hashes[key]}): it is asked to sign something else. Refuse there.`
    return [found('DEVICE_OTHER', 'block', message)]
  })
}
