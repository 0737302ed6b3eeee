import {
  type Finding,
  findSafeHashes,
  type SafeAnswer,
  type SafeForm,
  type SafeHashes,
  type SafeRecord,
} from '../../guard/index.ts'

type DeviceView = Partial<SafeHashes>

const FORMS: readonly SafeForm[] = ['chain', 'plain', 'data-gas']
const KEYS = ['domain', 'message', 'safeTx'] as const

/** The records that a device may be showing: of several the one whose hashes it shows, or else each. */
export function findShown(records: readonly SafeRecord[], device: DeviceView): readonly SafeRecord[] {
  const shown = records.filter(({ transaction }) =>
    FORMS.some((form) => isSame(findSafeHashes(transaction, form), device)),
  )
  return shown.length === 0 ? records : shown
}

/** Says that a device shows the same, or that nobody can tell; what differs is a finding of the check itself. */
export function judgeDevice({ hashes }: SafeAnswer, device: DeviceView): Finding[] {
  if (hashes === undefined) {
    const message = 'What the device shows cannot be compared: the nonce of the transaction, or its chain, is not said.'
    return [{ code: 'DEVICE_UNCOMPARED', effect: 'hold', message }]
  }
  if (!isSame(hashes, device)) return []
  const what = device.safeTx !== undefined || device.message !== undefined ? 'this transaction' : 'this Safe'
  return [{ code: 'DEVICE_SAME', effect: 'note', message: `The device shows the hashes of ${what}.` }]
}

function isSame(hashes: SafeHashes | undefined, device: DeviceView): boolean {
  return (
    hashes !== undefined && KEYS.every((key) => device[key] === undefined || device[key].toLowerCase() === hashes[key])
  )
}
