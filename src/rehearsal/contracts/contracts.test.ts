import { spawnSync } from 'node:child_process'
import { expect, it } from 'vitest'

it('bytecode.ts is compiled from what is beside it', () => {
  const { status, stderr } = spawnSync(process.execPath, ['scripts/contracts.mjs', '--check'], { encoding: 'utf8' })
  expect([status, stderr]).toEqual([0, ''])
})
