import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { onTestFinished } from 'vitest'
import { openState, type WorkState } from './WorkState.ts'

/** A folder of one test. */
export function createFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'lazaretto-state-'))
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }))
  return folder
}

/** An open work state of one test. */
export function createState(folder: string = createFolder()): WorkState {
  const state = openState(folder)
  onTestFinished(() => {
    if (state.database.isOpen) state.close()
  })
  return state
}
