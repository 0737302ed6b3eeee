import { expect, it } from 'vitest'
import { labelFromFlow } from './labelFromFlow.ts'

const cell = { address: '0xa', chain: undefined, source: 'flows.csv' }

it('reads a label cell and keeps its text and source', () => {
  const label = labelFromFlow({ ...cell, text: 'HTX 33' })
  expect(label).toMatchObject({ name: 'HTX 33', actor: 'HTX', source: 'flows.csv', stops: true })
})

it('makes nothing of an empty cell', () => {
  expect(labelFromFlow({ ...cell, text: ' ' })).toBeUndefined()
})
