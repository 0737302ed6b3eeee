import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import * as Frame from './Frame.ts'

async function* cut(bytes: Buffer, sizes: readonly number[]): AsyncGenerator<Buffer> {
  let at = 0
  for (const size of sizes) {
    yield bytes.subarray(at, at + size)
    at += size
  }
  yield bytes.subarray(at)
}

async function readAll(source: AsyncIterable<Uint8Array>): Promise<Frame.Frame[]> {
  const frames: Frame.Frame[] = []
  for await (const frame of Frame.read(source)) frames.push(frame)
  return frames
}

const frame = fc.record({
  kind: fc.constantFrom<Frame.FrameKind>('hello', 'order', 'ask', 'input', 'out', 'err', 'exit', 'fail'),
  payload: fc.uint8Array({ maxLength: 300 }),
})

describe('frames', () => {
  it('come as they were sent, however the bytes are cut, and one that is cut off does not come', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(frame), fc.array(fc.nat(400)), fc.nat(4), async (frames, sizes, rest) => {
        const bytes = frames.map(({ kind, payload }) => Frame.encode(kind, payload))
        const all = Buffer.concat([...bytes, Frame.encode('out', Buffer.from('more')).subarray(0, rest)])
        const read = await readAll(cut(all, sizes))
        expect(read.map(({ kind, payload }) => [kind, [...payload]])).toEqual(
          frames.map(({ kind, payload }) => [kind, [...payload]]),
        )
      }),
    )
  })

  it('are none, or a typed error, of any other bytes', async () => {
    await fc.assert(
      fc.asyncProperty(fc.uint8Array({ maxLength: 200 }), fc.array(fc.nat(50)), async (bytes, sizes) => {
        const codes = await readAll(cut(Buffer.from(bytes), sizes)).then(
          () => [],
          (error: { code: unknown }) => [error.code],
        )
        expect(['LZ_RELAY_PROTOCOL', ...codes].every((code) => code === 'LZ_RELAY_PROTOCOL')).toBe(true)
      }),
    )
  })

  it.each(['GET / HTTP/1.1\r\n\r\n', '{"jsonrpc":"2.0"}', '\u0000\u0000\u0000\u0001\u00ff'])(
    'are not what %j is',
    async (text) => {
      await expect(readAll(cut(Buffer.from(text, 'latin1'), []))).rejects.toMatchObject({ code: 'LZ_RELAY_PROTOCOL' })
    },
  )

  it('carry a text of any length in pieces, and refuse an order that is too long', async () => {
    const text = 'añ€😀'.repeat(50_000)
    const frames = await readAll(cut(Buffer.concat([...Frame.encodeText('out', text)]), []))
    expect(frames.every(({ payload }) => payload.length <= Frame.PIECE_BYTES_MAX)).toBe(true)
    expect(Buffer.concat(frames.map(({ payload }) => payload)).toString()).toBe(text)
    const long = 'x'.repeat(Frame.PAYLOAD_BYTES_MAX)
    expect(() => Frame.encode('order', { long })).toThrow(expect.objectContaining({ code: 'LZ_RELAY_ORDER' }))
  })
})
