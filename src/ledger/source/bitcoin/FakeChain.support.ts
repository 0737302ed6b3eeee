import { createHash } from 'node:crypto'
import type { MadeBlock } from '../../makeBlocks.support.ts'

/** A chain of blocks as a node of Bitcoin has it: it can be replaced, and blocks that were on it stay known by their hash. */
export class FakeChain {
  #hashes: readonly string[] = []
  readonly #byHash = new Map<string, Buffer>()

  /** @param blocks - From block 0 on. */
  constructor(blocks: readonly { readonly bytes: Buffer }[]) {
    this.replace(blocks)
  }

  /** The height of the newest block. */
  get height(): number {
    return this.#hashes.length - 1
  }

  replace(blocks: readonly { readonly bytes: Buffer }[]): void {
    this.#hashes = blocks.map(({ bytes }) => hashOf(bytes))
    for (const [height, { bytes }] of blocks.entries()) this.#byHash.set(this.#hashes[height] as string, bytes)
  }

  hashAt(height: number): string | undefined {
    return this.#hashes[height]
  }

  find(hash: string): Buffer | undefined {
    return this.#byHash.get(hash)
  }
}

function hashOf(block: Buffer): string {
  const once = createHash('sha256').update(block.subarray(0, 80)).digest()
  return createHash('sha256').update(once).digest().reverse().toString('hex')
}

/** The first block of regtest: chains for tests are mined on it, `mineChain(5, { on: regtestGenesis })`. */
export const regtestGenesis: MadeBlock = {
  hash: '0f9188f13cb7b2c71f2a335e3a4fc328bf5beb436012afca590b1a11466e2206',
  bytes: Buffer.from(
    `01000000${'00'.repeat(32)}3ba3edfd7a7b12b27ac72c3e67768f617fc81bc3888a51323a9fb8aa4b1e5e4adae5494dffff7f2002000000` +
      `0101000000010000000000000000000000000000000000000000000000000000000000000000ffffffff4d04ffff001d0104455468652054` +
      `696d65732030332f4a616e2f32303039204368616e63656c6c6f72206f6e206272696e6b206f66207365636f6e64206261696c6f757420` +
      `666f722062616e6b73ffffffff0100f2052a01000000434104678afdb0fe5548271967f1a67130b7105cd6a828e03909a67962e0ea1f61` +
      `deb649f6bc3f4cef38c4f35504e51ec112de5c384df7ba0b8d578a4c702b6bf11d5fac00000000`,
    'hex',
  ),
}
