import { EvmAddress } from '../../../chain/index.ts'
import { OFFICIAL_CODE } from '../officialCode.ts'
import { found, type SafeFinding } from '../SafeFinding.ts'
import type { SlotChange } from './readDiff.ts'
import { IMPLEMENTATION, SLOTS } from './slots.ts'

const NAMES: ReadonlyMap<string, string> = new Map(SLOTS.map(({ slot, words }) => [slot, words]))

/** Says what changes in a Safe's own storage: who controls it stands there, and nothing else. */
export function gradeChanges(slots: readonly SlotChange[]): readonly SafeFinding[] {
  return slots.map((change) => (change.slot === IMPLEMENTATION.slot ? gradeCode(change) : gradeSlot(change)))
}

function gradeCode({ before, after }: SlotChange): SafeFinding {
  const [old, next] = [toAddress(before), toAddress(after)]
  const message = `The Safe would no longer run the code of ${EvmAddress.display(old)}, but that of ${EvmAddress.display(next)}: slot 0 of its storage is written`
  const official = OFFICIAL_CODE.get(next)
  // A handler or a module of Safe's makers is no code for a Safe to be.
  if (official !== undefined && /^Safe \d/.test(official.name ?? ''))
    return found('IMPLEMENTATION_WRITTEN', 'review', `${message}. That is ${official.name}.`)
  return found(
    'IMPLEMENTATION_WRITTEN',
    'block',
    `${message}. Whoever wrote that code has the Safe and all in it. Do not sign.`,
  )
}

function gradeSlot({ slot, before, after }: SlotChange): SafeFinding {
  const name = NAMES.get(slot) ?? `a place of its storage without a name (${slot})`
  return found('STORAGE_WRITTEN', 'review', `In the Safe, ${name} would change from ${before} to ${after}.`)
}

/** The last 20 bytes of a word, as contracts read them. */
function toAddress(word: string): EvmAddress.EvmAddress {
  return EvmAddress.parse(`0x${word.slice(-40)}`)
}
