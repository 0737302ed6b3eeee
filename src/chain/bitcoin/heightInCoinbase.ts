import type { BlockColumns } from './BlockColumns.ts'

const OP_1 = 0x51

/**
 * The height that a coinbase begins with; undefined where its first push is no number as the rule writes it. Blocks of
 * version 1 have none, and whatever stands there is chance.
 *
 * @source https://github.com/bitcoin/bips/blob/master/bip-0034.mediawiki
 */
export function findHeightInCoinbase({ bytes, inputScriptAt, inputEnd }: BlockColumns): number | undefined {
  const at = inputScriptAt[0] as number
  const length = bytes[at] as number
  const end = (inputEnd[0] as number) - 4
  if (at >= end) return undefined
  // Heights 1 to 16 are opcodes.
  if (length >= OP_1 && length < OP_1 + 16) return length - OP_1 + 1
  if (length < 1 || length > 5 || at + 1 + length > end) return undefined
  let height = 0
  for (let i = length; i > 0; i--) height = height * 256 + (bytes[at + i] as number)
  return (bytes[at + length] as number) < 0x80 ? height : undefined
}
