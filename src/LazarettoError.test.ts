import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'

const root = process.cwd()
const sources = readdirSync(join(root, 'src'), { recursive: true, encoding: 'utf8' }).filter(
  (file) => file.endsWith('.ts') && !file.endsWith('.test.ts'),
)

describe('error codes', () => {
  it('are all in docs/errors.md, and nothing else is', () => {
    const inCode = sources.flatMap(
      (file) => readFileSync(join(root, 'src', file), 'utf8').match(/'LZ_[A-Z0-9_]+'/g) ?? [],
    )
    const inDocs = readFileSync(join(root, 'docs/errors.md'), 'utf8').match(/^\| `LZ_[A-Z0-9_]+`/gm) ?? []
    const codes = new Set(inCode.map((code) => code.slice(1, -1)))
    const listed = inDocs.map((line) => line.slice(3, -1))
    expect(listed).toEqual([...codes].sort())
  })
})
