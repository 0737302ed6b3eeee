import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'
import { defaultPolicy } from '../../screen/index.ts'
import { run } from '../main.ts'

const folder = mkdtempSync(join(tmpdir(), 'lazaretto-policy-'))
afterAll(() => rmSync(folder, { recursive: true }))

async function check(policy: object): Promise<{ code: number; out: string; err: string }> {
  const path = join(folder, 'ours.json')
  writeFileSync(path, JSON.stringify(policy))
  const streams = { out: '', err: '' }
  const code = await run(['node', 'lazaretto', 'policy', 'check', path, '--store', join(folder, 'store')], {
    stdout: { write: (text: string) => (streams.out += text) },
    stderr: { write: (text: string) => (streams.err += text) },
    env: {},
  })
  return { code, ...streams }
}

describe('lazaretto policy check', () => {
  it('takes a good one, and says which lists are not installed', async () => {
    const lists = { ...defaultPolicy.lists, maxAgeHoursOf: { 'ofac-snd': 5 } }
    const { code, out, err } = await check({ ...defaultPolicy, lists })
    expect([code, out]).toEqual([0, expect.stringContaining('is good: default')])
    expect(err).toMatch(/look: lists\.required: ofac-sdn is not installed/)
    expect(err).toMatch(/look: lists\.maxAgeHoursOf: ofac-snd .*Is ofac-sdn meant\?/)
  })

  it('refuses one whose rule would do nothing', async () => {
    const amounts = [{ asset: 'ETH', atLeast: '1', effect: 'block' }]
    const { code, out, err } = await check({ ...defaultPolicy, amounts })
    expect([code, out]).toEqual([1, ''])
    expect(err).toMatch(/LZ_POLICY_SCHEMA.*amounts\.0\.asset/s)
  })
})
