// The peer in C: built here, run as a process that makes one pass for each line.
import { spawn, spawnSync } from 'node:child_process'
import { once } from 'node:events'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { createInterface } from 'node:readline'

/** Builds a program of `bench/c` in a folder; undefined where there is no gcc. */
export function buildInC(name, folder) {
  const program = join(folder, name)
  const source = join(import.meta.dirname, `../c/${name}.c`)
  const { status, error, stderr } = spawnSync('gcc', ['-O3', '-march=native', '-o', program, source, '-lm'], {
    encoding: 'utf8',
  })
  if (error?.code === 'ENOENT') return undefined
  if (status !== 0) throw new Error(`gcc failed: ${stderr}`)
  return program
}

/**
 * Starts a program on the columns of a folder, with their sizes. `pass` is one pass, in milliseconds; `end` the bytes of
 * the taint after the last.
 */
export function startInC(program, folder, sizes) {
  const child = spawn(program, [...sizes.map(String), folder], { stdio: ['pipe', 'pipe', 'inherit'] })
  const lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]()
  return {
    async pass() {
      child.stdin.write('\n')
      const { value, done } = await lines.next()
      if (done) throw new Error('The kernel in C ended before its time.')
      return Number(value) / 1e6
    },
    async end() {
      const closed = once(child, 'close')
      child.stdin.end()
      const [code] = await closed
      if (code !== 0) throw new Error(`The kernel in C ended with ${code}.`)
      return new Uint8Array(readFileSync(join(folder, 'end.bin'))).buffer
    },
  }
}
