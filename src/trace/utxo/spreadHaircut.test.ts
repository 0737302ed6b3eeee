import fc from 'fast-check'
import { expect, it } from 'vitest'
import { followUtxos } from './followUtxos.ts'
import { spreadHaircut } from './spreadHaircut.ts'
import { createUtxoIndex } from './UtxoIndex.ts'
import { ledgersOf, utxoColumnsOf } from './utxoLedger.support.ts'

const unbounded = {
  services: new Set<number>(),
  isHub: () => false,
  isMix: () => false,
  hopsMax: Number.POSITIVE_INFINITY,
  dustMaxSat: 0,
  txEnd: Number.POSITIVE_INFINITY,
}

it('gives each output what following its money gives it', () => {
  const ledgers = fc.constantFrom(1, 2 ** 40 + 12345).chain(ledgersOf)
  fc.assert(
    fc.property(ledgers, fc.nat(), (blocks, at) => {
      const index = createUtxoIndex(utxoColumnsOf(blocks))
      const seed = at % index.outputCount
      const origins = [{ kind: 'outputs' as const, outputs: [seed] }]
      const flow = followUtxos(index, { origins, rule: 'haircut', direction: 'forward', bounds: unbounded })
      const expected = new Float64Array(index.outputCount)
      for (const { output, amountSat } of flow.thefts) expected[output]! += amountSat
      for (const { to, amountSat } of flow.edges) if (to < index.outputCount) expected[to]! += amountSat
      const stolen = new Float64Array(index.outputCount)
      stolen[seed] = index.valueSat[seed]!
      const burned = spreadHaircut(index, stolen)
      expect(stolen).toEqual(expected)
      expect(burned).toBe(flow.endings.find(({ kind }) => kind === 'burned')?.amountSat ?? 0)
    }),
    { numRuns: 1000 },
  )
})
