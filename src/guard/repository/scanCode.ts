import { findEnvironment } from './findEnvironment.ts'
import { findHiddenAddresses } from './findHiddenAddresses.ts'
import { findHiddenText } from './findHiddenText.ts'
import { findObfuscation } from './findObfuscation.ts'
import { findRemoteCode } from './findRemoteCode.ts'
import { judgeCommand } from './judgeCommand.ts'
import type { SourceFile } from './RepositoryFile.ts'
import type { Sign } from './Sign.ts'

const FETCHER = /\b(?:curl|wget|iwr|irm|invoke-|mshta|certutil|base64|powershell)/iu
const SHELL_FILE = /\.(?:sh|bash|zsh|fish|ps1|bat|cmd|ya?ml)$|(?:^|\/)(?:Makefile|Dockerfile|Vagrantfile)[\w.]*$/iu
const LINE_MAX = 4000
// A bar in a pattern is no pipe.
const PATTERN = /\(\?[:=!<]|\\b/u

/** The signs in the text of a program or of its settings. */
export function scanCode(file: SourceFile): Sign[] {
  return [
    ...findHiddenText(file),
    ...findObfuscation(file),
    ...findRemoteCode(file),
    ...findHiddenAddresses(file),
    ...findEnvironment(file),
    ...findShellLines(file),
  ]
}

// A shell started from a program with a download in its line. In scripts for a shell that is a usual way to install.
function findShellLines({ path, text }: SourceFile): Sign[] {
  if (!FETCHER.test(text)) return []
  let index = 0
  for (const line of text.split('\n')) {
    if (isShellLine(line) && judgeCommand(line).isRemote) {
      const strength = SHELL_FILE.test(path) ? 'aside' : 'weak'
      return [{ code: 'PIPE_TO_SHELL', strength, index, detail: 'a download goes straight into a shell' }]
    }
    index += line.length + 1
  }
  return []
}

function isShellLine(line: string): boolean {
  return line.length <= LINE_MAX && FETCHER.test(line) && !/^\s*(?:\/\/|#|\*)/u.test(line) && !PATTERN.test(line)
}
