import { spawnSync } from 'node:child_process'
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { expect, it } from 'vitest'
import { compileProgram } from '../program.support.ts'
import { createFolder } from './testState.support.ts'

const program = `
  const { CanonicalJson, openDecisionWriter, openState, verifyLog } = await import(process.argv[3])
  const writer = await openDecisionWriter(process.argv[2], { now: () => 7 })
  const seqs = await Promise.all([1, 2, 3].map((n) => writer.append('screen', CanonicalJson.encode({ n }))))
  await writer.close()
  console.log(seqs.join(), (await verifyLog(openState(process.argv[2]))).seq)
`

it('the built package starts its writer thread', () => {
  const state = pathToFileURL(join(compileProgram(), 'dist/state/index.js')).href
  const folder = createFolder()
  writeFileSync(join(folder, 'program.mjs'), program)
  const run = [join(folder, 'program.mjs'), folder, state]
  const { stdout, stderr } = spawnSync(process.execPath, run, { encoding: 'utf8' })
  expect([stdout, stderr]).toEqual(['1,2,3 3\n', ''])
})
