// The peer in C: built here, run as a process that makes one pass for each line.
import { spawn, spawnSync } from 'node:child_process'
import { once } from 'node:events'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { createInterface } from 'node:readline'

const source = join(import.meta.dirname, '../c/haircut.c')

/** Builds the kernel; undefined where there is no gcc. */
export function buildHaircutInC(folder) {
  const program = join(folder, 'haircut')
  const { status, error, stderr } = spawnSync('gcc', ['-O3', '-march=native', '-o', program, source], {
    encoding: 'utf8',
  })
  if (error?.code === 'ENOENT') return undefined
  if (status !== 0) throw new Error(`gcc failed: ${stderr}`)
  return program
}

/** Starts the program on the columns of a folder. `pass` is one pass, in milliseconds; `end` the taint after the last. */
export function startHaircutInC(program, folder, { rows, holdings }) {
  const child = spawn(program, [String(rows), String(holdings), folder], { stdio: ['pipe', 'pipe', 'inherit'] })
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
      return new Uint32Array(new Uint8Array(readFileSync(join(folder, 'end.bin'))).buffer)
    },
  }
}
