import { describe, expect, it } from 'vitest'
import { explainTransaction } from '../signing/transaction/explainTransaction.ts'
import { explainTypedData } from '../signing/typed/explainTypedData.ts'
import { createDescriptions } from './createDescriptions.ts'
import { listMissing, readDescriptors, readVectors, type Vector } from './registry.support.ts'

const vectors = readVectors()
const descriptions = createDescriptions(readDescriptors())

interface Result {
  readonly place: string
  readonly words: string | undefined
  readonly verdict: string
  readonly missing: readonly string[]
}

function run(vector: Vector): Result {
  const { words, verdict } = vector.rawTx === undefined ? runTyped(vector.data) : runRaw(vector.rawTx)
  return { place: vector.place, words, verdict, missing: listMissing(words ?? '', vector) }
}

function runRaw(rawTx: string) {
  const { verdict, explanation } = explainTransaction(rawTx, {}, descriptions)
  return { verdict, words: explanation?.words }
}

function runTyped(data: unknown) {
  return explainTypedData(data, {}, descriptions)
}

const results = vectors.map(run)
console.log(results.filter(({missing}) => missing.length>0).map((r) => JSON.stringify(r)).join('\n'))
const count = (test: (result: Result) => boolean) => results.filter(test).length
console.log({all: results.length, texts: count((r)=>r.missing.length===0), words: count((r)=>r.words!==undefined), block: count((r)=>r.verdict==='block'), hold: count(r=>r.verdict==='hold'), review: count(r=>r.verdict==='review')})
describe('real', () => { it('x', () => { expect(1).toBe(1) }) })
