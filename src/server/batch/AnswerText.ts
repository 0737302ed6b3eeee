import { hash } from 'node:crypto'

const HEAD = '{"input":"'
/** The answer about an EVM address of which nothing is known, with room for it. */
const NOTHING = Buffer.from(`${HEAD}${' '.repeat(42)}","verdict":"no-match","reasons":[]},`)

/** Answers being written as the JSON of a list, in one piece of memory that grows. */
export class AnswerText {
  #bytes: Buffer<ArrayBuffer>
  #length: number
  readonly #start: number

  /** @param head - What stands before the list. */
  constructor(head: string) {
    this.#bytes = Buffer.allocUnsafe(1 << 17)
    this.#start = this.#bytes.write(head)
    this.#length = this.#start + 1
    this.#bytes[this.#start] = 0x5b
  }

  /** Adds a no-match without notes about an EVM address of 42 characters at a place of the question. */
  addNothing(question: Buffer, from: number): void {
    this.#assure(NOTHING.length)
    this.#bytes.set(NOTHING, this.#length)
    question.copy(this.#bytes, this.#length + HEAD.length, from, from + 42)
    this.#length += NOTHING.length
  }

  /** Adds an answer that is JSON already. */
  addJson(text: string): void {
    this.#assure(3 * text.length + 1)
    this.#length += this.#bytes.write(text, this.#length)
    this.#bytes[this.#length++] = 0x2c
  }

  /** All of it, with what stands behind the list, and SHA-256 of the list; nothing can be added then. */
  finish(tail: (digest: string) => string): { body: Uint8Array<ArrayBuffer>; digest: string } {
    this.#bytes[this.#length - 1] = 0x5d
    const digest = hash('sha256', this.#bytes.subarray(this.#start, this.#length))
    const text = tail(digest)
    this.#assure(3 * text.length)
    this.#length += this.#bytes.write(text, this.#length)
    return { body: this.#bytes.subarray(0, this.#length), digest }
  }

  #assure(more: number): void {
    if (this.#length + more <= this.#bytes.length) return
    const larger = Buffer.allocUnsafe(2 * this.#bytes.length + more)
    larger.set(this.#bytes.subarray(0, this.#length))
    this.#bytes = larger
  }
}
