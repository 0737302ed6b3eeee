// Compiles src/ to dist/ when a source is newer than what was built.
import { spawnSync } from 'node:child_process'
import { readdirSync, rmSync, statSync } from 'node:fs'
import { join } from 'node:path'

const root = join(import.meta.dirname, '..')
const newest = (folder) =>
  Math.max(0, ...readdirSync(folder, { recursive: true }).map((file) => statSync(join(folder, file)).mtimeMs))

function isBuilt() {
  try {
    return statSync(join(root, 'dist/cli/main.js')).mtimeMs > newest(join(root, 'src'))
  } catch {
    return false
  }
}

if (!isBuilt()) {
  process.stderr.write('building…\n')
  rmSync(join(root, 'dist'), { recursive: true, force: true })
  const tsc = join(root, 'node_modules/typescript/bin/tsc')
  const { status } = spawnSync(process.execPath, [tsc, '-p', 'tsconfig.build.json'], { cwd: root, stdio: 'inherit' })
  process.exitCode = status ?? 1
}
