const LOWER = 0x10
const UPPER = 0x20
const NONE = 0x80

const DIGITS = new Uint8Array(256).fill(NONE)
for (const [value, digit] of [...'0123456789'].entries()) DIGITS[digit.charCodeAt(0)] = value
for (const [i, digit] of [...'abcdef'].entries()) DIGITS[digit.charCodeAt(0)] = LOWER | (10 + i)
for (const [i, digit] of [...'ABCDEF'].entries()) DIGITS[digit.charCodeAt(0)] = UPPER | (10 + i)

/**
 * Reads an EVM address in one letter case from 42 bytes of text, as `EvmAddress.decodeInto` does from a string.
 *
 * @param key - Its bytes 1 to 20 are the address then; where the answer is false they are anything.
 * @returns false for what is none, and for mixed case, which has a checksum to look at
 */
export function decodeEvm(text: Uint8Array, from: number, key: Uint8Array): boolean {
  if (text[from] !== 0x30 || text[from + 1] !== 0x78) return false
  let seen = 0
  for (let i = 1, at = from + 2; i <= 20; i++, at += 2) {
    const high = DIGITS[text[at] ?? 0] ?? NONE
    const low = DIGITS[text[at + 1] ?? 0] ?? NONE
    seen |= high | low
    key[i] = (high << 4) | (low & 15)
  }
  return seen < NONE && (seen & (LOWER | UPPER)) !== (LOWER | UPPER)
}
