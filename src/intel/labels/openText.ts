import { promisify } from 'node:util'
import { gunzip } from 'node:zlib'
import { LabelFileError } from './LabelFile.ts'

/** A file as it comes: its name for messages, and its bytes. */
export interface FileBytes {
  readonly name: string
  readonly bytes: AsyncIterable<Uint8Array> | Iterable<Uint8Array>
}

/** Largest file, packed and unpacked. The largest public set, all of GraphSense's packs together, has about 60 MB. */
export const FILE_BYTES_MAX: number = 256 * 1024 * 1024

const unzip = promisify(gunzip)

/**
 * Collects a file's bytes, unpacks gzip (known by its first two bytes, not by the file's name) and decodes UTF-8.
 *
 * @throws LabelFileError `LZ_LABEL_FILE_SIZE`, `LZ_LABEL_FILE_GZIP` for a cut or damaged archive, `LZ_LABEL_FILE_ENCODING`
 */
export async function openText(file: FileBytes): Promise<string> {
  const packed = await collect(file)
  const isGzip = packed[0] === 0x1f && packed[1] === 0x8b
  return decode(file, isGzip ? await unpack(file, packed) : packed)
}

async function collect(file: FileBytes): Promise<Buffer> {
  const chunks: Uint8Array[] = []
  let size = 0
  for await (const chunk of file.bytes) {
    size += chunk.length
    if (size > FILE_BYTES_MAX) throw tooLarge(file)
    chunks.push(chunk)
  }
  return Buffer.concat(chunks)
}

async function unpack(file: FileBytes, packed: Buffer): Promise<Buffer> {
  try {
    return await unzip(packed, { maxOutputLength: FILE_BYTES_MAX })
  } catch (cause) {
    if (cause instanceof Error && 'code' in cause && cause.code === 'ERR_BUFFER_TOO_LARGE') throw tooLarge(file)
    const message = `${file.name}: the gzip archive is cut or damaged. Fetch it again and compare its checksum.`
    throw new LabelFileError('LZ_LABEL_FILE_GZIP', message, { cause })
  }
}

function decode(file: FileBytes, bytes: Buffer): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes)
  } catch (cause) {
    const message = `${file.name}: the file is not UTF-8 text. Convert it to UTF-8 first.`
    throw new LabelFileError('LZ_LABEL_FILE_ENCODING', message, { cause })
  }
}

function tooLarge(file: FileBytes): LabelFileError {
  const message = `${file.name}: the file is larger than ${FILE_BYTES_MAX} bytes. Split it.`
  return new LabelFileError('LZ_LABEL_FILE_SIZE', message)
}
