import { findEnvironment } from './findEnvironment.ts'
import { findHiddenAddresses } from './findHiddenAddresses.ts'
import { findHiddenText } from './findHiddenText.ts'
import { findObfuscation } from './findObfuscation.ts'
import { findRemoteCode } from './findRemoteCode.ts'
import { judgeCommand } from './judgeCommand.ts'
import type { SourceFile } from './RepositoryFile.ts'
import type { Sign, SignCode } from './Sign.ts'

// Without `u`: letters of other scripts are not wanted here, and the search is eight times as fast.
const FETCHER = /\b(?:curl|wget|iwr|irm|invoke-|mshta|certutil|base64|powershell)/i
const SHELL_FILE = /\.(?:sh|bash|zsh|fish|ps1|bat|cmd|ya?ml)$|(?:^|\/)(?:Makefile|Dockerfile|Vagrantfile)[\w.]*$/iu
const LINE_MAX = 4000
// A bar in a pattern is no pipe.
const PATTERN = /\(\?[:=!<]|\\b/u

/** The signs in the text of a program or of its settings. */
export function scanCode(file: SourceFile): readonly Sign[] {
  return strengthen([
    ...findHiddenText(file),
    ...findObfuscation(file),
    ...findRemoteCode(file),
    ...findHiddenAddresses(file),
    ...findEnvironment(file),
    ...findPicturesRun(file),
    ...findShellLines(file),
  ])
}

// What anybody can leave somewhere is fetched and run; unreadable code stands in a file that people wrote.
const STRENGTHENED: readonly (readonly [SignCode, SignCode])[] = [
  ['REMOTE_CODE', 'PASTE_HOST'],
  ['OBFUSCATED', 'TEXT_HIDDEN'],
]

function strengthen(signs: readonly Sign[]): readonly Sign[] {
  const strong = new Set(signs.filter(({ strength }) => strength === 'strong').map(({ code }) => code))
  const codes = new Set(STRENGTHENED.filter(([by]) => strong.has(by)).map(([, code]) => code))
  return signs.map((sign) => (codes.has(sign.code) ? { ...sign, strength: 'strong' } : sign))
}

const PICTURE =
  /\breadFile(?:Sync)?\s*\([^;\n]{0,120}\.(?:png|jpe?g|gif|ico|webp|svg|woff2?|ttf|mp[34]|pdf)['"`][^;\n]{0,40}['"`](?:utf-?8|latin1|binary|ascii)['"`]/u

// A picture or a font is read as a text, where texts are run.
function findPicturesRun({ text }: SourceFile): Sign[] {
  const match =
    text.includes('readFile') && /\b(?:eval|Function|_compile|runIn\w+)\s*\(/u.test(text) ? PICTURE.exec(text) : null
  return match === null
    ? []
    : [
        {
          code: 'FILE_DISGUISED',
          strength: 'strong',
          index: match.index,
          detail: 'a picture or a font is read as a text, beside code that runs texts',
        },
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
