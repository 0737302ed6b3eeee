import { type ChildProcess, spawn, spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import {
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  symlinkSync,
} from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { expect } from 'vitest'

const root = fileURLToPath(new URL('..', import.meta.url))
/** Inside the checkout, where node_modules is found. */
const kept = join(root, 'node_modules/.cache/lazaretto-program')
const NO_SOURCE = /\.(test|live|support|bench)\.ts$/

/**
 * The program compiled as users start it: a folder with `bin`, `dist` and `docs`. It takes 14 s, so that it is kept by what its sources
 * say: of all tests that want it the first compiles it, and none may write into it.
 */
export function compileProgram(): string {
  const name = hashSources()
  const program = join(kept, name)
  if (existsSync(program)) return program
  mkdirSync(kept, { recursive: true })
  for (const old of readdirSync(kept)) if (!old.startsWith(name)) rmSync(join(kept, old), { recursive: true })
  const made = mkdtempSync(`${program}.`)
  compileInto(made)
  try {
    renameSync(made, program)
  } catch (error) {
    // Another test was first.
    rmSync(made, { recursive: true })
    if (!existsSync(program)) throw error
  }
  return program
}

function compileInto(program: string): void {
  const tsc = join(root, 'node_modules/typescript/bin/tsc')
  const args = [tsc, '-p', join(root, 'tsconfig.build.json'), '--noCheck', '--outDir', join(program, 'dist')]
  expect(spawnSync(process.execPath, args, { encoding: 'utf8' })).toMatchObject({ status: 0 })
  cpSync(join(root, 'bin'), join(program, 'bin'), { recursive: true })
  cpSync(join(root, 'package.json'), join(program, 'package.json'))
  symlinkSync(join(root, 'docs'), join(program, 'docs'))
}

function hashSources(): string {
  const sources = readdirSync(join(root, 'src'), { recursive: true, encoding: 'utf8' })
  const files = sources.filter((file) => file.endsWith('.ts') && !NO_SOURCE.test(file)).map((file) => join('src', file))
  const hash = createHash('sha256')
  for (const file of [...files.sort(), 'bin/lazaretto', 'package.json', 'tsconfig.json', 'tsconfig.build.json']) {
    hash.update(`${file}\n`).update(
      createHash('sha256')
        .update(readFileSync(join(root, file)))
        .digest(),
    )
  }
  return hash.digest('hex').slice(0, 16)
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
