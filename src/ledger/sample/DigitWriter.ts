const HEX = Uint8Array.from('0123456789abcdef', (digit) => digit.charCodeAt(0))
const ZERO = 48
const COMMA = 44
const NEW_LINE = 10

/** Writes numbers as ASCII into a buffer of fixed size; a generated ledger is made of little else. */
export class DigitWriter {
  readonly #bytes: Uint8Array
  #end = 0

  constructor(capacity: number) {
    this.#bytes = new Uint8Array(capacity)
  }

  /** A whole number from 0 to 2^53 - 1. */
  integer(value: number): void {
    let count = 1
    for (let bound = 10; value >= bound; bound *= 10) count++
    this.digits(value, count)
  }

  /** A whole number below 10^count, with its leading zeros. */
  digits(value: number, count: number): void {
    const start = this.#end
    let rest = value
    for (let at = start + count - 1; at >= start; at--) {
      const next = Math.floor(rest / 10)
      this.#bytes[at] = ZERO + (rest - 10 * next)
      rest = next
    }
    this.#end = start + count
  }

  /** 32 bits as eight hexadecimal digits. */
  hex(word: number): void {
    const bytes = this.#bytes
    let end = this.#end
    for (let shift = 28; shift >= 0; shift -= 4) bytes[end++] = HEX[(word >>> shift) & 15] as number
    this.#end = end
  }

  /** ASCII text. */
  text(text: string): void {
    for (let i = 0; i < text.length; i++) this.#byte(text.charCodeAt(i))
  }

  comma(): void {
    this.#byte(COMMA)
  }

  newLine(): void {
    this.#byte(NEW_LINE)
  }

  /** What was written since the last call. The next write goes over it. */
  take(): Uint8Array {
    const bytes = this.#bytes.subarray(0, this.#end)
    this.#end = 0
    return bytes
  }

  #byte(value: number): void {
    this.#bytes[this.#end++] = value
  }
}
