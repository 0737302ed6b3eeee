import { readFileSync } from 'node:fs'
import { SourceError } from '../SourceError.ts'

const LENGTH_MAX = 1024

/**
 * User and password from the file that Bitcoin Core writes when it starts.
 *
 * @throws SourceError `LZ_SOURCE_OPTIONS`; its message never shows what the file says
 * @source https://github.com/bitcoin/bitcoin/blob/master/doc/JSON-RPC-interface.md#security
 */
export function readCookie(path: string, endpoint: string): string {
  const text = read(path, endpoint).trimEnd()
  if (text.length <= LENGTH_MAX && /^[\x21-\x39\x3b-\x7e]+:[\x20-\x7e]+$/.test(text)) return text
  throw new SourceError('LZ_SOURCE_OPTIONS', { endpoint }, `${path} is no cookie of Bitcoin Core: user:password.`)
}

function read(path: string, endpoint: string): string {
  try {
    return readFileSync(path, 'latin1')
  } catch (cause) {
    const finding = `The cookie ${path} cannot be read. Does the node run, and may you read its folder?`
    throw new SourceError('LZ_SOURCE_OPTIONS', { endpoint }, finding, { cause })
  }
}
