// The hook of loadSources.mjs. What was stripped is kept by its content: loading the compiler costs most of a second.
import { createHash } from 'node:crypto'
import { mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

const cache = join(import.meta.dirname, '../node_modules/.cache/lazaretto-sources')

export async function load(url, context, next) {
  if (!url.endsWith('.ts')) return next(url, context)
  const source = readFileSync(fileURLToPath(url), 'utf8')
  const kept = join(cache, `${createHash('sha256').update(source).digest('hex')}.js`)
  return { format: 'module', shortCircuit: true, source: readKept(kept) ?? (await strip(source, kept)) }
}

function readKept(file) {
  try {
    return readFileSync(file, 'utf8')
  } catch {
    return undefined
  }
}

async function strip(source, kept) {
  const { default: ts } = await import('typescript')
  const compilerOptions = { module: ts.ModuleKind.ESNext, target: ts.ScriptTarget.ES2022, verbatimModuleSyntax: true }
  const { outputText } = ts.transpileModule(source, { compilerOptions })
  mkdirSync(cache, { recursive: true })
  writeFileSync(`${kept}.${process.pid}`, outputText)
  renameSync(`${kept}.${process.pid}`, kept)
  return outputText
}
