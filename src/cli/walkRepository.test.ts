import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'
import { walkRepository } from './walkRepository.ts'

const root = mkdtempSync(join(tmpdir(), 'lazaretto-walk-'))
for (const folder of ['a/b/c', 'node_modules/x', '.git/objects', '.git/hooks'])
  mkdirSync(join(root, folder), { recursive: true })
for (const file of [
  'a/b/c/deep.js',
  'a/one.js',
  'node_modules/x/y.js',
  '.git/objects/o',
  '.git/config',
  '.git/hooks/pre-push',
  '.git/hooks/pre-push.sample',
]) {
  writeFileSync(join(root, file), `// ${file}`)
}
symlinkSync('/etc', join(root, 'a/etc'))
symlinkSync('/etc/passwd', join(root, 'a/passwd'))
afterAll(() => rmSync(root, { recursive: true }))

const list = async (...given: Parameters<typeof walkRepository>) => {
  const files = []
  for await (const file of walkRepository(...given)) files.push(file)
  return files
}

describe('walkRepository', () => {
  it('lists files in order, of git its settings and hooks, and nothing that was installed', async () => {
    const skipped: string[] = []
    const files = await list(root, { onSkip: (path) => skipped.push(path) })
    expect(files.map(({ path, kind }) => `${kind} ${path}`)).toEqual([
      'file .git/config',
      'file .git/hooks/pre-push',
      'file a/b/c/deep.js',
      'link a/etc',
      'file a/one.js',
      'link a/passwd',
    ])
    expect(skipped).toEqual(['node_modules'])
  })

  it('reads the beginning of a file, and never through a link', async () => {
    const files = await list(root)
    const read = (path: string, max: number) => files.find((file) => file.path === path)?.read(max)
    expect(new TextDecoder().decode(await read('a/one.js', 4))).toBe('// a')
    await expect(read('a/passwd', 4)).rejects.toMatchObject({ code: 'ELOOP' })
  })

  it('goes no deeper and no wider than it is told, and says so', async () => {
    const skipped: string[] = []
    const files = await list(join(root, 'a'), { depthMax: 1, entriesMax: 3, onSkip: (path) => skipped.push(path) })
    expect(files.map(({ path }) => path)).not.toContain('b/c/deep.js')
    expect(skipped).toContain('')
    expect(skipped.length).toBeGreaterThan(0)
  })

  it('tells what is closed and goes on, unless it is the folder that was asked about', async () => {
    const skipped: string[] = []
    const gone = join(root, 'a/gone')
    mkdirSync(gone)
    const paths: string[] = []
    for await (const { path } of walkRepository(root, { onSkip: (path, why) => skipped.push(`${why} ${path}`) })) {
      paths.push(path)
      if (path === 'a/b/c/deep.js') rmSync(gone, { recursive: true })
    }
    expect(paths).toContain('a/one.js')
    expect(skipped).toContain('closed a/gone')
    await expect(list(join(root, 'nowhere'))).rejects.toMatchObject({ code: 'ENOENT' })
  })
})
