/** Whether the script is a hash of one key (P2WPKH). `@source` BIP-141 */
export const isP2wpkh = (script: string): boolean => script.length === 44 && script.startsWith('0014')

/** Whether the script is a taproot output. `@source` BIP-341 */
export const isP2tr = (script: string): boolean => script.length === 68 && script.startsWith('5120')

const WITNESS_PROGRAM = /^(?:00|5[1-9a-f]|60)(?:0[2-9a-f]|1[0-9a-f]|2[0-8])/
const KEY_OR_SCRIPT_HASH = /^(?:76a914[0-9a-f]{40}88ac|a914[0-9a-f]{40}87)$/

/** Whether the script is a witness program of any version. `@source` BIP-141 */
export function isNativeSegwit(script: string): boolean {
  return WITNESS_PROGRAM.test(script) && script.length === 4 + 2 * Number.parseInt(script.slice(2, 4), 16)
}

/** Whether the script has an address. Data, bare keys and bare multisig have none. */
export function hasAddress(script: string): boolean {
  return isNativeSegwit(script) || KEY_OR_SCRIPT_HASH.test(script)
}

/**
 * Bytes of the data that an OP_RETURN output carries in a single push; undefined for all else.
 *
 * @example
 * dataLength('6a4c50' + '00'.repeat(80)) // 80
 * dataLength('6a5d0b' + '00'.repeat(11)) // undefined: a runestone has an opcode before its data
 */
export function dataLength(script: string): number | undefined {
  const push = /^6a(?:4c([0-9a-f]{2})|(0[1-9a-f]|[123][0-9a-f]|4[0-9ab]))/.exec(script)
  if (push === null) return undefined
  const bytes = Number.parseInt((push[1] ?? push[2]) as string, 16)
  return script.length === push[0].length + 2 * bytes ? bytes : undefined
}
