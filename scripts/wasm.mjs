// Compiles the AssemblyScript kernels, NAME.as.ts, into NAMECode.ts; with --check only says whether they are that.
// Run after a change of a kernel: node scripts/wasm.mjs
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { basename, join } from 'node:path'
import { main } from 'assemblyscript/asc'

const source = join(import.meta.dirname, '../src')
const flags = ['-O3', '--noAssert', '--runtime', 'stub', '--enable', 'simd']
// Pages of 64 KiB that hold all that lies before a kernel's state.
const pages = {
  'chain/bitcoin/kernel/sha256d': 1,
  'chain/kernel/keccak': 1,
  'trace/kernel/poison': 2,
  'trace/kernel/taint128': 11,
}

for (const [kernel, initialMemory] of Object.entries(pages)) {
  const target = join(source, `${kernel}Code.ts`)
  const code = toModule(basename(kernel), await compile(kernel, initialMemory))
  if (!process.argv.includes('--check')) writeFileSync(target, code)
  else if (!existsSync(target) || readFileSync(target, 'utf8') !== code) {
    process.stderr.write(`${target} is not what ${kernel}.as.ts compiles to. Run: node scripts/wasm.mjs\n`)
    process.exitCode = 1
  }
}

const files = readdirSync(source, { recursive: true }).map((file) => file.replaceAll('\\', '/'))
const unknown = files.filter((file) => file.endsWith('.as.ts') && !(file.replace('.as.ts', '') in pages))
if (unknown.length > 0) throw new Error(`Say how many pages they need: ${unknown.join(', ')}`)

/** The module's bytes: the same source and compiler give the same. */
async function compile(kernel, initialMemory) {
  let bytes
  const args = [`${kernel}.as.ts`, ...flags, '--initialMemory', String(initialMemory), '--baseDir', source]
  const { error, stderr } = await main([...args, '--outFile', 'code.wasm'], { writeFile: (_, data) => (bytes = data) })
  if (error) throw new Error(`${kernel}.as.ts does not compile.\n${stderr}`, { cause: error })
  return bytes
}

function toModule(kernel, bytes) {
  const base64 = Buffer.from(bytes).toString('base64')
  const lines = (base64.match(/.{1,100}/g) ?? []).map((line) => `  '${line}'`)
  return `// Made by scripts/wasm.mjs from ${kernel}.as.ts; not to be edited.

/** The WebAssembly module, base64. */
export const ${kernel.toUpperCase()}_CODE: string =
${lines.join(' +\n')}
`
}
