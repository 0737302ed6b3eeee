import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll } from 'vitest'
import type { GuardDocument } from '../../server/index.ts'
import { type Outcome, runLazaretto } from '../runLazaretto.support.ts'

/** The moment of these tests, in seconds since 1970. */
export const NOW: number = Date.parse('2026-11-22T12:00:00Z') / 1000

/** A folder, a store in it, and the command line on them. */
export interface Bench {
  readonly folder: string
  /** Writes a file and gives its path. */
  file(name: string, text: string | Uint8Array): string
  run(
    args: readonly string[],
    given?: { readonly input?: string | Uint8Array; readonly now?: number },
  ): Promise<Outcome>
  json(args: readonly string[]): Promise<GuardDocument>
}

export function createBench(): Bench {
  const folder = mkdtempSync(join(tmpdir(), 'lazaretto-guard-'))
  afterAll(() => rmSync(folder, { recursive: true }))
  const bench: Bench = {
    folder,
    file(name, text) {
      const path = join(folder, name)
      writeFileSync(path, text)
      return path
    },
    run(args, { input = '', now = NOW } = {}) {
      return runLazaretto([...args, '--store', join(folder, 'store')], { input: [input], nowSec: now })
    },
    async json(args) {
      return JSON.parse((await bench.run([...args, '--json'])).out) as GuardDocument
    },
  }
  return bench
}
