import { HttpError } from './HttpError.ts'

/**
 * Reads a body to its end, or until it is too long.
 *
 * @param bytesMax - Unit: bytes.
 * @throws HttpError `LZ_HTTP_BODY_SIZE`
 */
export async function readBody(body: AsyncIterable<Uint8Array>, bytesMax: number): Promise<Uint8Array> {
  const chunks: Uint8Array[] = []
  let length = 0
  for await (const chunk of body) {
    length += chunk.length
    if (length > bytesMax) throw tooLong(bytesMax)
    chunks.push(chunk)
  }
  const [first] = chunks
  return chunks.length === 1 && first !== undefined ? first : Buffer.concat(chunks)
}

/** Refuses a body whose length is said and too large, before any of it is read. @throws HttpError `LZ_HTTP_BODY_SIZE` */
export function assertLength(contentLength: string | undefined, bytesMax: number): void {
  if (contentLength !== undefined && Number(contentLength) > bytesMax) throw tooLong(bytesMax)
}

function tooLong(bytesMax: number): HttpError {
  return new HttpError('LZ_HTTP_BODY_SIZE', `The body is longer than ${bytesMax} bytes. Send several requests.`)
}
