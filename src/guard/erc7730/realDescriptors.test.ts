import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import type { Explanation } from '../signing/calls/Call.ts'
import { explainTransaction } from '../signing/transaction/explainTransaction.ts'
import { explainTypedData } from '../signing/typed/explainTypedData.ts'
import { createDescriptions } from './createDescriptions.ts'
import { parseDescriptor } from './parseDescriptor.ts'
import { listFiles, listMissing, loadBeside, readDescriptors, readVectors, type Vector } from './registry.support.ts'

const vectors = readVectors()
const descriptions = createDescriptions(readDescriptors())

interface Result {
  readonly words: string | undefined
  readonly verdict: string
}

function explain({ rawTx, data }: Vector): Result {
  if (rawTx === undefined) {
    const { verdict, words, inner } = explainTypedData(data, {}, descriptions)
    return { verdict, words: words && [words, ...inner.map(joinWords)].join(' ') }
  }
  const { verdict, explanation } = explainTransaction(rawTx, {}, descriptions)
  return { verdict, words: explanation?.words && joinWords(explanation) }
}

function joinWords({ words, inner }: Explanation): string {
  return [words, ...inner.map(joinWords)].filter((each) => each !== undefined).join(' ')
}

/** Who has no data has nothing to count, and readVectors has said so. */
describe.skipIf(vectors.length === 0)('real vectors of the registry', () => {
  const results = vectors.map((vector) => ({ ...explain(vector), vector }))
  const shareOf = (test: (result: Result & { vector: Vector }) => boolean) =>
    results.filter(test).length / results.length

  it('are explained, nearly all, and none is blocked', () => {
    expect(shareOf(({ words, verdict }) => words !== undefined && verdict !== 'hold')).toBeGreaterThan(0.98)
    expect(shareOf(({ verdict }) => verdict === 'block')).toBe(0)
  })

  it('say all that a device has shown, where no list of tokens or names of accounts is needed', () => {
    const share = shareOf(({ words = '', vector }) => listMissing(words, vector).length === 0)
    console.log(`all texts present: ${Math.round(share * results.length)} of ${results.length}`)
    expect(share).toBeGreaterThan(0.4)
  })
})

describe('real descriptors', () => {
  it('parse, or name the file that they include and that is not there', () => {
    for (const file of listFiles('descriptors').filter((each) => !each.includes('-common-'))) {
      const text = readFileSync(file, 'utf8')
      const parse = () => parseDescriptor(text, loadBeside(file))
      if (text.includes('ercs/'))
        expect(parse, file).toThrow(expect.objectContaining({ code: 'LZ_GUARD_DESCRIPTOR_INCLUDE' }))
      else expect(parse().formats.length, file).toBeGreaterThan(0)
    }
  })
})
