import type { BlockHeader } from '../../../chain/index.ts'

/** Headers that were proven, the newest so many. */
export class HeaderStore {
  readonly #byHash = new Map<string, BlockHeader.BlockHeader>()
  readonly #max: number

  constructor(max: number) {
    this.#max = max
  }

  find(hash: string): BlockHeader.BlockHeader | undefined {
    return this.#byHash.get(hash)
  }

  add(header: BlockHeader.BlockHeader): void {
    this.#byHash.delete(header.hash)
    this.#byHash.set(header.hash, header)
    const [oldest] = this.#byHash.keys()
    if (this.#byHash.size > this.#max && oldest !== undefined) this.#byHash.delete(oldest)
  }
}
