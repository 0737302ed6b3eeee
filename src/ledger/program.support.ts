import { type ChildProcess, spawn, spawnSync } from 'node:child_process'
import { cpSync, mkdtempSync } from 'node:fs'
import { join } from 'node:path'
import { expect } from 'vitest'

/** Compiles the program, as users start it, into a folder inside the checkout, where node_modules is found; remove it. */
export function compileProgram(): string {
  const program = mkdtempSync(join(process.cwd(), 'node_modules/.lazaretto-'))
  const tsc = join(process.cwd(), 'node_modules/typescript/bin/tsc')
  const args = [tsc, '-p', 'tsconfig.build.json', '--noCheck', '--outDir', join(program, 'dist')]
  expect(spawnSync(process.execPath, args, { encoding: 'utf8' })).toMatchObject({ status: 0 })
  cpSync('bin', join(program, 'bin'), { recursive: true })
  cpSync('package.json', join(program, 'package.json'))
  return program
}

/** A command that was started, and how it ended: with an exit code or by a signal. */
export interface Started {
  readonly child: ChildProcess
  readonly end: Promise<NodeJS.Signals | number | null>
}

/** Starts a command of a compiled program. */
export function startProgram(program: string, args: readonly string[]): Started {
  const child = spawn(process.execPath, [join(program, 'bin/lazaretto'), ...args], { stdio: 'ignore' })
  return { child, end: new Promise((resolve) => child.once('exit', (code, signal) => resolve(signal ?? code))) }
}

/** What a command of a compiled program prints. */
export function runProgram(program: string, args: readonly string[]): string {
  const { status, stdout, stderr } = spawnSync(process.execPath, [join(program, 'bin/lazaretto'), ...args], {
    encoding: 'utf8',
  })
  expect([status, stderr]).toEqual([0, expect.not.stringContaining('error')])
  return stdout
}
