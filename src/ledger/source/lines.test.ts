import { createWriteStream, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { createGzip, gzipSync } from 'node:zlib'
import fc from 'fast-check'
import { afterAll, describe, expect, it } from 'vitest'
import { RECORD_LENGTH_MAX, readLines, textOfLine } from './lines.ts'

const folder = mkdtempSync(join(tmpdir(), 'lazaretto-lines-'))
afterAll(() => rmSync(folder, { recursive: true }))

async function read(content: string | Uint8Array): Promise<string[]> {
  const path = join(folder, 'file')
  writeFileSync(path, content)
  return await readPath(path)
}

async function readPath(path: string): Promise<string[]> {
  const lines: string[] = []
  for await (const batch of readLines(path)) {
    expect(batch.firstLine).toBe(lines.length + 1)
    lines.push(...batch.starts.map((_, i) => textOfLine(batch, i)))
  }
  return lines
}

function withoutChecksum(packed: Buffer): Buffer {
  return packed.fill(0, packed.length - 8, packed.length - 4)
}

describe('lines of a file', () => {
  it('are the text between line ends, packed or not', async () => {
    const line = fc.string({ unit: 'binary', maxLength: 300 }).map((text) => text.replaceAll(/[\0\r\n\ufeff]/g, ''))
    await fc.assert(
      fc.asyncProperty(fc.array(line), fc.constantFrom('\n', '\r\n'), fc.boolean(), async (texts, end, isPacked) => {
        const content = Buffer.from(texts.map((text) => text + end).join(''))
        expect(await read(isPacked ? gzipSync(content) : content)).toEqual(texts)
      }),
      { numRuns: 50 },
    )
  })

  it('may be cut anywhere by the chunks of the file', async () => {
    const texts = Array.from({ length: 3_000 }, (_, i) => `${i} ${'äöü€😀'.repeat(i % 40)}`)
    expect(await read(texts.join('\n'))).toEqual(texts)
  })

  it.each<[string, string | Uint8Array, string[]]>([
    ['a byte-order mark', '\ufeffa\nb\n', ['a', 'b']],
    ['no line end at the end', 'a\nb', ['a', 'b']],
    ['nothing', '', []],
    ['blank lines', '\n\r\n', ['', '']],
    ['a NUL byte', 'ab\0c\n', ['ab\0c']],
    ['bytes that are no UTF-8', Uint8Array.of(0x61, 0xff, 0x62, 0xc3, 0x0a, 0xe2, 0x82), ['a\ufffdb\ufffd', '\ufffd']],
    ['several gzip members', Buffer.concat([gzipSync('a\nb'), gzipSync('c\nd\n')]), ['a', 'bc', 'd']],
    ['gzip and zeros after it', Buffer.concat([gzipSync('a\n'), Buffer.alloc(1_000)]), ['a']],
  ])('are read from a file with %s', async (_, content, expected) => {
    expect(await read(content)).toEqual(expected)
  })

  it.each<[string, string, Uint8Array]>([
    ['LZ_FILE_TRUNCATED', 'gzip that is cut', gzipSync(Buffer.alloc(100_000, 'line\n')).subarray(0, -9)],
    ['LZ_FILE_TRUNCATED', 'gzip and garbage after it', Buffer.concat([gzipSync('a\nb\n'), Buffer.from('rest')])],
    ['LZ_FILE_TRUNCATED', 'gzip with a wrong checksum', withoutChecksum(gzipSync('a\nb\n'))],
    [
      'LZ_FILE_TRUNCATED',
      'a second gzip member that is damaged',
      Buffer.concat([gzipSync('a\n'), Buffer.of(0x1f, 0x8b, 9)]),
    ],
    ['LZ_FILE_ENCODING', 'UTF-16, low byte first', Buffer.from('\ufeffblock,tx', 'utf16le')],
    ['LZ_FILE_ENCODING', 'UTF-16, high byte first', Buffer.from('\ufeffblock,tx', 'utf16le').swap16()],
    ['LZ_FILE_ENCODING', 'UTF-16 without a mark', Buffer.from('block,tx', 'utf16le')],
  ])('are refused: %s for %s', async (code, _, content) => {
    await expect(read(content)).rejects.toMatchObject({ code })
  })

  it('are refused where there is no file, or a folder', async () => {
    mkdirSync(join(folder, 'sub'))
    for (const name of ['none', 'sub']) {
      await expect(readPath(join(folder, name))).rejects.toMatchObject({ code: 'LZ_FILE_NOT_FOUND' })
    }
  })

  it('may be as long as the bound, and not longer', async () => {
    const longest = 'a'.repeat(RECORD_LENGTH_MAX)
    expect(await read(`${longest}\nb\n`)).toEqual([longest, 'b'])
    for (const text of [`x\n${longest}a\nb\n`, `${longest}a`]) {
      await expect(read(text)).rejects.toMatchObject({ code: 'LZ_FILE_LINE_TOO_LONG' })
    }
  })

  it('are refused after the bound, not after a gigabyte that unpacks from a small file', async () => {
    const path = join(folder, 'bomb.gz')
    const chunk = Buffer.alloc(1 << 20, 'a')
    const gigabyte = Readable.from(
      (function* () {
        for (let i = 0; i < 1024; i++) yield chunk
      })(),
    )
    await pipeline(gigabyte, createGzip({ level: 1 }), createWriteStream(path))
    const before = process.memoryUsage().rss
    await expect(readPath(path)).rejects.toMatchObject({ code: 'LZ_FILE_LINE_TOO_LONG' })
    expect(process.memoryUsage().rss - before).toBeLessThan(200 << 20)
  })
})
