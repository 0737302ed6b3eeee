import { spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it, onTestFinished } from 'vitest'
import { createFolder } from './testState.support.ts'

// node_modules is found from inside the checkout only.
const program = `
  import { CanonicalJson, openDecisionWriter, openState, verifyLog } from './state/index.js'
  const writer = await openDecisionWriter(process.argv[2], { now: () => 7 })
  const seqs = await Promise.all([1, 2, 3].map((n) => writer.append('screen', CanonicalJson.encode({ n }))))
  await writer.close()
  console.log(seqs.join(), (await verifyLog(openState(process.argv[2]))).seq)
`

it('the built package starts its writer thread', () => {
  const dist = mkdtempSync(join(process.cwd(), 'node_modules/.lazaretto-'))
  onTestFinished(() => rmSync(dist, { recursive: true }))
  const tsc = join(process.cwd(), 'node_modules/typescript/bin/tsc')
  const build = [tsc, '-p', 'tsconfig.build.json', '--noCheck', '--outDir', dist]
  expect(spawnSync(process.execPath, build, { encoding: 'utf8' })).toMatchObject({ status: 0 })
  writeFileSync(join(dist, 'program.js'), program)
  const run = [join(dist, 'program.js'), createFolder()]
  const { stdout, stderr } = spawnSync(process.execPath, run, { encoding: 'utf8' })
  expect([stdout, stderr]).toEqual(['1,2,3 3\n', ''])
})
