import type { SafeTransaction } from '../SafeTransaction.ts'
import { SLOTS } from './slots.ts'

/** Nobody's address: whoever calls the Safe from it makes it act as its transaction says. */
export const CALLER: string = `0x${'1a2a'.repeat(10)}`
/** Where the Safe's own code stands meanwhile, so that the Safe can also be called as always. */
export const MOVED: string = `0x${'5afe'.repeat(10)}`

/** Bytes of the head, behind which the relay stands. */
const RELAY = 27
const WORD_BYTES = 32

/**
 * Code that stands in the Safe's place while a node tries a transaction: called from `CALLER` it does what the Safe would do, with
 * the calldata, and returns whether that worked, the named slots and the balance. Anybody else is answered by the Safe's own code.
 *
 * So neither signatures nor the Safe's version matter, and a call that comes back to the Safe finds it as it is.
 */
export function createProbe({ to, valueWei, isDelegate }: SafeTransaction): string {
  // CALLER; PUSH20; EQ; PUSH2 main; JUMPI
  const head = `3373${CALLER.slice(2)}1461${hexOf(RELAY + RELAY_CODE.length / 2, 2)}57`
  const value = isDelegate ? '' : `7f${valueWei.toString(16).padStart(64, '0')}`
  // Copies the calldata; CALL or DELEGATECALL; success to memory 0
  const act = `5b36600060003760006000366000${value}73${to.slice(2)}5a${isDelegate ? 'f4' : 'f1'}600052`
  const reads = SLOTS.map(({ slot }, i) => `7f${slot.slice(2)}5461${hexOf((i + 1) * WORD_BYTES, 2)}52`).join('')
  const end = (SLOTS.length + 1) * WORD_BYTES
  // ADDRESS; BALANCE; PUSH2; MSTORE; PUSH2 size; PUSH1 0; RETURN
  return `0x${head}${RELAY_CODE}${act}${reads}303161${hexOf(end, 2)}5261${hexOf(end + WORD_BYTES, 2)}6000f3`
}

/** Gives the call on to the moved code, and its answer back. */
const RELAY_CODE = createRelay()

function createRelay(): string {
  const call = `3660006000376000600036600073${MOVED.slice(2)}5af43d600060003e`
  const ok = RELAY + call.length / 2 + 4 + 4
  return `${call}61${hexOf(ok, 2)}573d6000fd5b3d6000f3`
}

function hexOf(number: number, bytes: number): string {
  return number.toString(16).padStart(2 * bytes, '0')
}
