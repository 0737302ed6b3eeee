import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { hasDomainData, readHosts, readRows } from '../domains.support.ts'
import type { Place } from './approximate.ts'
import { createBrandTable } from './Brand.ts'
import { BRANDS } from './brands/index.ts'
import { readName } from './findLookalikes.ts'
import { matchTerm, type Reading } from './matchTerm.ts'
import { fromLabels } from './NameText.ts'
import { readPlainly } from './plainReading.support.ts'

// The long form: LAZARETTO_NAMES=5000 npx vitest run src/guard/domains/lookalike/findLookalikes.test.ts
const IS_LONG = process.env['LAZARETTO_NAMES'] !== undefined
const NAMES = Number(process.env['LAZARETTO_NAMES'] ?? 60)
const table = createBrandTable(BRANDS)
const words = table.terms.map(({ word }) => word)

function matchAll(reading: Reading): [word: string, place: Place][] {
  return table.terms.flatMap((term, at) => {
    const place = matchTerm(at, reading)
    return place === undefined ? [] : [[term.word, place] as [string, Place]]
  })
}

/** What is found is the same as when every term is compared at every place. */
function expectSame(labels: readonly string[]): void {
  const text = fromLabels(labels)
  expect({ labels, matches: matchAll(readName(text, table)) }).toEqual({
    labels,
    matches: matchAll(readPlainly(text, table)),
  })
}

const letters = fc.stringMatching(/^[a-z0-9-]{0,4}$/)
/** A brand's word with some letters changed, left out, doubled or exchanged, between other letters. */
const misspelt = fc
  .tuple(
    fc.constantFrom(...words),
    fc.array(fc.tuple(fc.nat(20), fc.constantFrom('change', 'drop', 'double', 'swap'), fc.stringMatching(/^[a-z]$/)), {
      maxLength: 4,
    }),
  )
  .map(([word, changes]) =>
    changes.reduce((text, [at, how, letter]) => change(text, at % text.length, [how, letter]), word),
  )

function change(word: string, at: number, [how, letter]: readonly [string, string]): string {
  const [head, one, tail] = [word.slice(0, at), word[at] ?? '', word.slice(at + 1)]
  if (how === 'change') return head + letter + tail
  if (how === 'drop') return word.length > 2 ? head + tail : word
  return how === 'double' ? head + one + one + tail : head + (tail[0] ?? '') + one + tail.slice(1)
}

describe('readName', () => {
  it('loses nothing of names made of misspelt words, side words and anything', () => {
    const side = fc.constantFrom('', 'app', 'login-', '-claim', 'my', 'wallet', '2024', 'x')
    const label = fc.tuple(fc.oneof(side, letters), misspelt, fc.oneof(side, letters)).map((parts) => parts.join(''))
    fc.assert(fc.property(fc.array(label, { minLength: 1, maxLength: 2 }), expectSame), { numRuns: 20 })
  })

  it('loses nothing of any letters', () => {
    const label = fc.string({ unit: fc.constantFrom(...'aeioltmsknrcbwx10-е'), maxLength: 16 })
    fc.assert(fc.property(fc.array(label, { maxLength: 3 }), expectSame), { numRuns: 20 })
  })

  it.runIf(hasDomainData)(
    'loses nothing of real names',
    () => {
      const honest = [...readHosts('benign-crypto-sites.txt'), ...readHosts('benign-top-10k.txt')]
      const lists = ['scam-urls-with-brand.csv.gz', ...(IS_LONG ? ['phishing-by-first-seen-to-2025.csv.gz'] : [])]
      const bad = lists.flatMap(readRows)
      const names = [...honest, ...bad.map(({ domain = '' }) => domain.toLowerCase())]
      const step = Math.max(1, Math.floor(names.length / NAMES))
      for (let at = 0; at < names.length; at += step) expectSame((names[at] ?? '').split('.').slice(0, -1))
    },
    100 * NAMES + 30_000,
  )
})
