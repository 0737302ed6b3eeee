import * as OutsideText from '../OutsideText.ts'
import { type RepositoryFile, type SourceFile, toSource } from './RepositoryFile.ts'
import type { Sign } from './Sign.ts'

const SNIFF_BYTES = 4096
const CODE =
  /\.(?:[cm]?[jt]sx?|vue|svelte|astro|html?|pyw?|pth|rb|php|sh|bash|zsh|fish|ps1|bat|cmd|vbs|applescript|json[c5]?|ya?ml|toml|rs|go|gradle(?:\.kts)?|gyp|svg|code-workspace)$/iu
const NAMED =
  /(?:^|\/)(?:\.env[\w.-]*|\.\w+rc|\.npmrc|\.envrc|\.gitmodules|pip\.conf|requirements[\w.-]*\.txt|Makefile|Dockerfile|Vagrantfile|Procfile|(?:gradle|maven)-wrapper\.properties|(?:\.git\/hooks|\.husky|\.githooks|\.hooks)\/[\w-]+|\.git\/config|\.(?:vscode|idea)\/[\w./-]+)$/u
// A program needs no ending to its name.
const BARE = /(?:^|\/)[\w-]+$/u
const IGNORED =
  /(?:^|\/)(?:package-lock\.json|npm-shrinkwrap\.json|yarn\.lock|pnpm-lock\.yaml|composer\.lock)$|\.d\.[cm]?ts$|\.map$/u
const MEDIA = /\.(?:woff2?|ttf|otf|eot|png|jpe?g|gif|ico|webp|bmp|mp[34]|wav|pdf|docx?|xlsx?|zip|dat|bin)$/iu
const PROGRAMS = /\.(?:exe|scr|msi|dll|com|pif|hta|scpt|lnk|dmg|pkg|apk|jar|vbe|jse|wsf|iso|img|vhdx?)$/iu
const DOUBLE =
  /\.(?:pdf|docx?|xlsx?|png|jpe?g|txt|mp4|csv)\s*\.(?:exe|scr|msi|com|pif|hta|scpt|lnk|app|js|vbs|bat|cmd|ps1|command)(?:$|\/)/iu
const PROGRAM_TEXT = /\brequire\s*\(|\bfunction\b\s*\w*\s*\(|=>|\bimport\s+[\w{*]|\beval\s*\(|^#!/mu

/** What a name alone says of a file. */
export function judgeName(path: string): Sign[] {
  if (DOUBLE.test(path))
    return [
      {
        code: 'FILE_DISGUISED',
        strength: 'strong',
        index: 0,
        detail: `${OutsideText.quote(path)} is a program that is named like a document`,
      },
    ]
  return []
}

/** Whether a file is a program for a machine, which nobody can read here. */
export function isProgram(path: string): boolean {
  return PROGRAMS.test(path)
}

/** The text of a file that may hold signs; undefined for what is not read. A picture that holds a program is a text. */
export async function readSource(file: RepositoryFile, bytesMax: number): Promise<SourceFile | undefined> {
  if (IGNORED.test(file.path)) return undefined
  if (CODE.test(file.path) || NAMED.test(file.path)) return decode(file.path, await file.read(bytesMax))
  if (!(MEDIA.test(file.path) || BARE.test(file.path)) || file.sizeBytes === 0) return undefined
  const head = decode(file.path, await file.read(SNIFF_BYTES))
  if (head === undefined || !PROGRAM_TEXT.test(head.text)) return undefined
  return decode(file.path, await file.read(bytesMax))
}

/** Whether a text stands in a file whose name promises a picture, a font or a document. */
export function judgeDisguise(source: SourceFile): Sign[] {
  if (!MEDIA.test(source.path)) return []
  return [
    {
      code: 'FILE_DISGUISED',
      strength: 'strong',
      index: 0,
      detail: 'a program that is named like a picture, a font or a document',
    },
  ]
}

function decode(path: string, bytes: Uint8Array): SourceFile | undefined {
  const isWide = bytes[0] === 0xff && bytes[1] === 0xfe
  if (!isWide && bytes.subarray(0, SNIFF_BYTES).includes(0)) return undefined
  return toSource(path, new TextDecoder(isWide ? 'utf-16le' : 'utf-8').decode(bytes))
}
