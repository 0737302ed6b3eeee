import { NETWORK } from './network.ts'
import type { SourceFile } from './RepositoryFile.ts'
import type { Sign } from './Sign.ts'

const NEAR = 1500
const STARTED_MAX = 20
const WRITES = /\b(?:writeFile(?:Sync)?|createWriteStream)\s*\(|\bopen\s*\([^)\n]{1,120},\s*['"][wa]b?['"]/u
const STARTS =
  /\b(?:exec|execSync|spawn|spawnSync|execFile|execFileSync)\s*\(\s*['"`](?:node|python3?|pythonw|sh|bash|powershell|osascript)\b|\b(?:Popen|run|call)\s*\(\s*\[\s*(?:sys\.executable|['"](?:python3?|node|bash|sh)['"])/gu
const COMMANDED =
  /\.on\s*\(\s*['"`]\w+['"`]\s*,\s*(?:async\s*)?(?:function\s*)?\(?\s*(\w+)\s*\)?\s*(?:=>)?[^;]{0,200}?\bexec(?:Sync)?\s*\(\s*\1\b/u

/** What is fetched, written to a file and started at once; and a connection whose messages are commands. */
export function findFetchedProgram({ text, isBuilt }: SourceFile): Sign[] {
  if (isBuilt || !/exec|spawn|Popen|subprocess/u.test(text) || !NETWORK.test(text)) return []
  const commanded = COMMANDED.exec(text)
  if (commanded !== null)
    return [{ code: 'REMOTE_CODE', strength: 'weak', index: commanded.index, detail: 'a message is run as a command' }]
  let count = 0
  for (const { index } of text.matchAll(STARTS)) {
    if (++count > STARTED_MAX) break
    const before = text.slice(Math.max(0, index - NEAR), index)
    if (WRITES.test(before) && NETWORK.test(before))
      return [{ code: 'REMOTE_CODE', strength: 'weak', index, detail: 'a file is fetched and started' }]
  }
  return []
}
