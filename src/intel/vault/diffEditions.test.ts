import { createReadStream } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { isHere, SANCTIONS } from '../lists/lists.support.ts'
import { readList } from '../lists/readList.ts'
import { diffEditions, type FormDiff } from './diffEditions.ts'
import { fileOf, type Party } from './listFile.support.ts'
import { readEdition } from './stageFile.ts'

const [A, B, C] = ['1', '2', '3'].map((digit) => `0x${digit.repeat(40)}`) as [string, string, string]

async function diff(before: readonly Party[], after: readonly Party[]): Promise<FormDiff> {
  return diffEditions(await readEdition(fileOf(before).reading), await readEdition(fileOf(after).reading))
}

function counts({
  by,
  added,
  removed,
  changed,
  addedAddresses,
  removedAddresses,
  changedAddresses,
}: FormDiff): readonly (string | number)[] {
  const sizes = [added, removed, changed, addedAddresses, removedAddresses, changedAddresses].map(
    ({ length }) => length,
  )
  return [by, ...sizes]
}

describe('two editions', () => {
  const bare = [A, B].map((address) => ({ uid: address, addresses: [address] }))
  const named = [{ uid: '7', name: 'Party', addresses: [A, C] }]

  it('of which one names no party are compared by address, either way round', async () => {
    expect(counts(await diff(bare, named))).toEqual(['address', 0, 0, 0, 1, 1, 0])
    expect(counts(await diff(named, bare))).toEqual(['address', 0, 0, 0, 1, 1, 0])
  })

  it('of one form are compared by entry', async () => {
    expect(counts(await diff(bare, bare.slice(1)))).toEqual(['entry', 0, 1, 0, 0, 1, 0])
    expect(counts(await diff(named, [...named, { uid: '8', name: 'Other' }]))).toEqual(['entry', 1, 0, 0, 0, 0, 0])
    expect(counts(await diff([], named))).toEqual(['entry', 1, 0, 0, 2, 0, 0])
  })
})

describe.skipIf(!isHere)("OFAC's addresses of three years", () => {
  const read = async (name: string) => {
    const path = join(SANCTIONS, `ofac-digital-currency-addresses-${name}`)
    return readEdition(await readList(createReadStream(path), { name, list: 'ofac-sdn' }))
  }

  it('come and go by address, whatever the form', async () => {
    const [first, second, third] = [
      await read('2024-09-27.csv'),
      await read('2025-06-20.csv'),
      await read('2026-08-20.json'),
    ]
    expect(counts(diffEditions(first, second))).toEqual(['entry', 70, 90, 0, 70, 90, 0])
    expect(counts(diffEditions(second, third)).toString()).toMatch(/^address,0,0,0,340,0,/)
    expect(counts(diffEditions(first, third)).toString()).toMatch(/^address,0,0,0,410,90,/)
  })
})
