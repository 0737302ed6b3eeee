import { expect, it } from 'vitest'
import { explainLabels } from './explainLabels.ts'
import { labelFromFlow } from './labelFromFlow.ts'

const cell = { address: '0xa', chain: undefined, source: 'flows.csv' }

it('reads a label cell and keeps its text and source', () => {
  const label = labelFromFlow({ ...cell, text: 'HTX 33' })
  expect(label).toMatchObject({ name: 'HTX 33', actor: 'HTX', source: 'flows.csv', stops: true })
})

it('makes nothing of an empty cell', () => {
  expect(labelFromFlow({ ...cell, text: ' ' })).toBeUndefined()
})

it('is explained in groups, the largest first', () => {
  const texts = ['HBH Terminus', 'HTX 33', 'HTX 34', 'HTX 34']
  const labels = texts.flatMap((text) => labelFromFlow({ ...cell, text }) ?? [])
  const [first, second] = explainLabels(labels)
  expect(first).toMatchObject({ actor: 'HTX', rule: 'name-number: HTX', count: 3, examples: ['HTX 33', 'HTX 34'] })
  expect(second).toMatchObject({ rule: 'analyst-word: terminus', count: 1 })
})
