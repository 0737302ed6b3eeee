import { expect, it } from 'vitest'
import type { SyncEvent } from '../ledger/index.ts'
import { createSyncReporter } from './createSyncReporter.ts'
import { createTerminal } from './Terminal.ts'

function said(height: number, head: number): string {
  let err = ''
  const stderr = { write: (text: string) => (err += text) }
  const say = createSyncReporter(createTerminal({ stdout: stderr, stderr, env: {} }), false)
  const blocks = [{ height, hash: 'a', previous: 'b', timeSec: 0 }]
  for (const _ of [1, 2]) say({ type: 'apply', blocks, head: { height: head, hash: 'c' } } as unknown as SyncEvent)
  return err
}

it('says how much there is to read where a long chain is read from its first block', () => {
  expect(said(0, 22_999_999)).toContain('reads all 23,000,000 blocks')
  expect(said(0, 22_999_999)).toContain('--from HEIGHT')
  expect(said(22_000_000, 22_999_999)).toBe('')
  expect(said(0, 40)).toBe('')
})
