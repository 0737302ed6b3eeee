import fc from 'fast-check'
import { expect, it } from 'vitest'
import { alignNames } from './alignNames.ts'
import { explainAlignment, sumPoints } from './explain.ts'
import * as Name from './Name.ts'

const WORDS = [
  'Vladimir',
  'Wladimir',
  'Putin',
  'Pulin',
  'bin',
  'ibn',
  'al',
  'Mohammed',
  'Muhammad',
  'A',
  '김',
  '정',
  'محمد',
  'Trading',
  'Ltd',
  'IV',
  '7',
]
const anyName = fc.array(fc.constantFrom(...WORDS), { minLength: 1, maxLength: 6 }).map((words) => words.join(' '))

it('explains the whole of a score: no feature counts without a piece', () => {
  fc.assert(
    fc.property(anyName, anyName, fc.constantFrom('person' as const, 'thing' as const), (one, other, sort) => {
      const [query, listed] = [Name.parse(one, sort), Name.parse(other, sort)]
      const alignment = alignNames(query, listed)
      const explained = explainAlignment(query, listed, alignment).reduce((sum, { points }) => sum + points, 0)
      expect(explained).toBeCloseTo(sumPoints(query, listed, alignment), 9)
    }),
  )
})
