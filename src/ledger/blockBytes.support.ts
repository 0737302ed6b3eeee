import { createHash } from 'node:crypto'

// Bytes of which the made-up blocks of the tests are put together.

export function merkleRoot(hashes: readonly Buffer[]): Buffer {
  let level = [...hashes]
  while (level.length > 1) {
    const pairs = level.filter((_, i) => i % 2 === 0)
    level = pairs.map((left, i) => sha256d(Buffer.concat([left, level[2 * i + 1] ?? left])))
  }
  return level[0] as Buffer
}

export function sha256d(bytes: Buffer): Buffer {
  return createHash('sha256').update(createHash('sha256').update(bytes).digest()).digest()
}

export function reversed(hash: string): Buffer {
  return Buffer.from(hash, 'hex').reverse()
}

export function textOf(hash: Buffer): string {
  return Buffer.from(hash).reverse().toString('hex')
}

export function u16(value: number): Buffer {
  const bytes = Buffer.alloc(2)
  bytes.writeUInt16LE(value)
  return bytes
}

export function u32(value: number): Buffer {
  const bytes = Buffer.alloc(4)
  bytes.writeUInt32LE(value)
  return bytes
}

export function u64(value: number): Buffer {
  const bytes = Buffer.alloc(8)
  bytes.writeBigUInt64LE(BigInt(value))
  return bytes
}
