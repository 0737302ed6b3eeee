import * as OutsideText from '../OutsideText.ts'
import { findPopularTwin } from './findPopularTwin.ts'
import { isStrangeProgram, judgeCommand } from './judgeCommand.ts'
import { fieldsOf, parseJsonc } from './parseJsonc.ts'
import { POPULAR } from './popularPackages.ts'
import type { SourceFile } from './RepositoryFile.ts'
import type { Sign } from './Sign.ts'

const LIFECYCLE = ['preinstall', 'install', 'postinstall', 'preprepare', 'prepare', 'postprepare']
const DEPENDENCIES = ['dependencies', 'devDependencies', 'optionalDependencies', 'peerDependencies']
const CHAIN_MAX = 12

/** The files in which a package says what it needs and what is run when it is installed. */
export function scanManifest(file: SourceFile): Sign[] {
  const { path } = file
  if (/(?:^|\/)package\.json$/u.test(path)) return scanPackage(file)
  if (/(?:^|\/)requirements[\w.-]*\.txt$/u.test(path)) return scanRequirements(file)
  if (/(?:^|\/)\.(?:npmrc|yarnrc(?:\.yml)?|pnpmrc)$/u.test(path) || /(?:^|\/)pip\.conf$/u.test(path))
    return scanSettings(file)
  if (/(?:^|\/)(?:gradle|maven)-wrapper\.properties$/u.test(path)) return scanWrapper(file)
  if (/(?:^|\/)setup\.py$|(?:^|\/)build\.rs$|\.pth$|(?:^|\/)sitecustomize\.py$|(?:^|\/)binding\.gyp$/u.test(path))
    return scanBuilder(file)
  return []
}

function scanPackage({ text }: SourceFile): Sign[] {
  const manifest = fieldsOf(parseJsonc(text))
  const scripts = fieldsOf(manifest['scripts'])
  const names = DEPENDENCIES.flatMap((field) => Object.entries(fieldsOf(manifest[field])))
  const own = LIFECYCLE.flatMap((name) =>
    judgeLifecycle(resolveScript(name, scripts), Math.max(0, text.indexOf(`"${name}"`))),
  )
  return [...own, ...judgeOtherScripts(text, scripts), ...judgeDependencies(text, names)]
}

// "postinstall": "npm run setup" runs what setup says.
function resolveScript(name: string, scripts: Readonly<Record<string, unknown>>): string {
  const seen = new Set<string>()
  const queue = [name]
  const lines: string[] = []
  for (let i = 0; i < queue.length && i < CHAIN_MAX; i++) {
    const script = scripts[queue[i] ?? '']
    if (typeof script !== 'string' || seen.has(queue[i] ?? '')) continue
    seen.add(queue[i] ?? '')
    lines.push(script)
    for (const [, next = ''] of script.matchAll(/\b(?:npm|yarn|pnpm|bun)\s+(?:run(?:-script)?\s+)?([\w:.-]+)/gu))
      queue.push(next)
  }
  return lines.join('\n')
}

function judgeLifecycle(command: string, index: number): Sign[] {
  if (command === '') return []
  const nature = judgeCommand(command)
  const strange = nature.programs.find(isStrangeProgram)
  const isLeft = nature.isBackground && nature.programs.length > 0
  const isStrong =
    nature.isRemote || nature.isDownload || nature.isInline || nature.isServer || isLeft || strange !== undefined
  if (!isStrong && nature.programs.length === 0) return []
  const detail = OutsideText.quote(command, 120)
  const signs: Sign[] = [{ code: 'INSTALL_SCRIPT', strength: isStrong ? 'strong' : 'weak', index, detail }]
  if (nature.isRemote) signs.push({ code: 'PIPE_TO_SHELL', strength: 'strong', index, detail })
  if (nature.isBackground && nature.isServer) signs.push({ code: 'LEFT_RUNNING', strength: 'weak', index, detail })
  if (strange !== undefined)
    signs.push({
      code: 'FILE_DISGUISED',
      strength: 'strong',
      index,
      detail: `${OutsideText.quote(strange)} is run as a program`,
    })
  return signs
}

function judgeOtherScripts(text: string, scripts: Readonly<Record<string, unknown>>): Sign[] {
  for (const [name, script] of Object.entries(scripts)) {
    if (typeof script !== 'string' || LIFECYCLE.includes(name)) continue
    const { isRemote, programs } = judgeCommand(script)
    const index = Math.max(0, text.indexOf(`"${name}"`))
    const detail = OutsideText.quote(`${name}: ${script}`, 120)
    if (isRemote) return [{ code: 'PIPE_TO_SHELL', strength: 'weak', index, detail }]
    if (programs.some(isStrangeProgram)) return [{ code: 'FILE_DISGUISED', strength: 'weak', index, detail }]
  }
  return []
}

function judgeDependencies(text: string, names: readonly (readonly [name: string, range: unknown])[]): Sign[] {
  return names.flatMap(([name, range]) => {
    const index = Math.max(0, text.indexOf(`"${name}"`))
    const twin = findPopularTwin(name, 'npm')
    const signs: Sign[] =
      twin === undefined
        ? []
        : [{ code: 'PACKAGE_LOOKALIKE', strength: 'weak', index, detail: `${OutsideText.quote(name)} beside ${twin}` }]
    if (typeof range === 'string' && isOddSource(name, range))
      signs.push({
        code: 'PACKAGE_SOURCE',
        strength: 'weak',
        index,
        detail: `${OutsideText.quote(name)} from ${OutsideText.quote(range, 120)}`,
      })
    return signs
  })
}

// A fork of a package is usual, one under the name of a well-known package is told.
function isOddSource(name: string, range: string): boolean {
  const isForge = /^(?:git\+)?(?:https|ssh):\/\/(?:git@)?(?:codeload\.)?github\.com[/:]|^git@|^github:|^git:/iu.test(
    range,
  )
  const isShort = /^[\w-]+\/[\w.-]+(?:#.*)?$/u.test(range)
  if (isForge || isShort) return POPULAR.npm.has(name.startsWith('@') ? (name.split('/')[0] ?? '') : name)
  return /^(?:https?:|git\+http:)/iu.test(range)
}

function scanRequirements({ text }: SourceFile): Sign[] {
  const signs: Sign[] = []
  for (const match of text.matchAll(/^[ \t]*([A-Za-z0-9][\w.-]*)[^\n]*$|^[ \t]*--(?:extra-)?index-url[ =](\S+)/gmu)) {
    const [, name, source] = match
    const twin = name === undefined ? undefined : findPopularTwin(name, 'pypi')
    if (twin !== undefined)
      signs.push({
        code: 'PACKAGE_LOOKALIKE',
        strength: 'weak',
        index: match.index,
        detail: `${OutsideText.quote(name ?? '')} beside ${twin}`,
      })
    if (source !== undefined && !source.startsWith('https://'))
      signs.push({ code: 'PACKAGE_SOURCE', strength: 'weak', index: match.index, detail: OutsideText.quote(source) })
  }
  return signs
}

function scanSettings({ text }: SourceFile): Sign[] {
  const plain = /(?:registry|index-url)\s*[=:]\s*["']?(http:\/\/(?!localhost|127\.)\S+)/iu.exec(text)
  if (plain !== null)
    return [
      {
        code: 'PACKAGE_SOURCE',
        strength: 'weak',
        index: plain.index,
        detail: `over an open line: ${OutsideText.quote(plain[1] ?? '')}`,
      },
    ]
  const shell = /^\s*(?:script-shell|node-options|git)\s*=\s*(.+)$/imu.exec(text)
  if (shell === null || !/\//u.test(shell[1] ?? '')) return []
  return [
    {
      code: 'PACKAGE_SOURCE',
      strength: 'weak',
      index: shell.index,
      detail: `every script is run by ${OutsideText.quote(shell[1] ?? '')}`,
    },
  ]
}

// The program that builds, which the wrapper fetches and runs.
function scanWrapper({ text }: SourceFile): Sign[] {
  const open = /^\s*(?:distribution|wrapper)Url\s*=\s*(http\\?:\S+|https\\?:\/\/[\d.]+[:/]\S*)/imu.exec(text)
  if (open === null) return []
  const detail = `the builder comes from ${OutsideText.quote(open[1] ?? '')}`
  return [{ code: 'PACKAGE_SOURCE', strength: 'weak', index: open.index, detail }]
}

const STARTS = /\bos\.system\s*\(|\bsubprocess\.\w+\s*\(|\bCommand::new\s*\(|\bexec\s*\(|<!@?\(/u
const REACHES =
  /\brequests\.|\burllib|\burlopen|\breqwest\b|\bureq\b|"(?:curl|wget|powershell|sh|bash)"|\bcurl\b|\bwget\b/u

// A builder that starts programs is usual, and one that downloads is not rare: both together are told.
function scanBuilder({ text, path }: SourceFile): Sign[] {
  const start = text.search(STARTS)
  const isPth = path.endsWith('.pth')
  const isPacked = /base64|zlib|marshal|exec\s*\(/u.test(text)
  if (isPth)
    return /^\s*import[ \t]/mu.test(text) && isPacked
      ? [{ code: 'INSTALL_SCRIPT', strength: 'strong', index: 0, detail: 'Python runs it at every start' }]
      : []
  const download = start < 0 ? undefined : findStartedDownload(text, start)
  if (download !== undefined) return download
  if (start >= 0 && isPacked && /\bexec\s*\(/u.test(text) && PACKED.test(text))
    return [{ code: 'INSTALL_SCRIPT', strength: 'strong', index: start, detail: 'building runs packed text' }]
  if (start < 0 || !REACHES.test(text)) return []
  return [
    {
      code: 'INSTALL_SCRIPT',
      strength: 'weak',
      index: start,
      detail: 'building starts programs and reaches the network',
    },
  ]
}

const PACKED = /\bexec\s*\([^\n]{0,120}\b(?:b64decode|decompress|loads|fromhex)\s*\(/u
const CALL_LENGTH = 400

// A download in the words of a message is none.
function findStartedDownload(text: string, start: number): Sign[] | undefined {
  const starts = new RegExp(STARTS, 'gu')
  starts.lastIndex = start
  for (const { index } of [...text.matchAll(starts)].slice(0, 200)) {
    const line = text.slice(index, index + CALL_LENGTH).replace(/\n/gu, ' ')
    if (!judgeCommand(line).isRemote) continue
    const detail = 'building runs a download'
    return [
      { code: 'INSTALL_SCRIPT', strength: 'strong', index, detail },
      { code: 'PIPE_TO_SHELL', strength: 'strong', index, detail },
    ]
  }
  return undefined
}
