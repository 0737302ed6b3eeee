import type { BlockRef } from '../../ChainSource.ts'
import { isObject } from '../rpc/RpcAnswer.ts'
import { type Asked, SourceError } from '../SourceError.ts'

const quantity = /^0x(?:0|[1-9a-f][0-9a-f]{0,12})$/
const hash32 = /^0x[0-9a-f]{64}$/

/** A number as JSON-RPC writes it: no zeros in front. */
export function toQuantity(value: number): string {
  return `0x${value.toString(16)}`
}

/**
 * The height and hash of a block, from the answer to a question for a block; undefined where the node has none.
 *
 * @throws SourceError `LZ_SOURCE_ANSWER`
 */
export function readHead(answer: unknown, asked: Asked): BlockRef | undefined {
  if (answer === null) return undefined
  const { number, hash } = isObject(answer) ? (answer as { number?: unknown; hash?: unknown }) : {}
  const height = typeof number === 'string' && quantity.test(number) ? Number(number) : Number.NaN
  if (Number.isSafeInteger(height) && typeof hash === 'string' && hash32.test(hash)) return { height, hash }
  throw new SourceError('LZ_SOURCE_ANSWER', asked, 'The answer names no height and hash of a block.')
}
