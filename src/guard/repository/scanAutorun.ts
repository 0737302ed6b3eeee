import { isStrangeProgram, judgeCommand } from './judgeCommand.ts'
import { judgeOwnRun } from './judgeOwnRun.ts'
import { fieldsOf, listTexts, parseJsonc } from './parseJsonc.ts'
import type { SourceFile } from './RepositoryFile.ts'
import type { Sign } from './Sign.ts'
import { scanEditorSettings, scanTasks } from './scanTasks.ts'

/** Files that make an editor, a shell or git run something by itself. */
export function scanAutorun(file: SourceFile): Sign[] {
  const { path } = file
  if (/(?:^|\/)\.vscode\/tasks\.json$/u.test(path)) return scanTasks(file)
  if (path.endsWith('.code-workspace')) return [...scanTasks(file), ...scanEditorSettings(file)]
  if (/(?:^|\/)\.vscode\/settings\.json$/u.test(path)) return scanEditorSettings(file)
  if (/(?:^|\/)(?:\.devcontainer\/(?:[^/]+\/)?)?\.?devcontainer\.json$/u.test(path)) return scanContainer(file)
  if (/(?:^|\/)(?:\.(?:claude|gemini|cursor|codex|kiro)\/[\w.-]+|\.mcp|\.vscode\/mcp)\.json$/u.test(path))
    return [...scanAgentHooks(file), ...scanAgentServers(file)]
  if (/(?:^|\/)\.git\/config$/u.test(path)) return scanGitConfig(file)
  if (/(?:^|\/)\.gitmodules$/u.test(path)) return scanSubmodules(file)
  if (isHook(path)) return scanHook(file)
  if (/(?:^|\/)\.envrc$/u.test(path))
    return judgeOwnRun({ code: 'RUNS_ON_OPEN', command: file.text, index: 0, what: 'direnv' })
  return []
}

const CONTAINER = [
  'onCreateCommand',
  'updateContentCommand',
  'postCreateCommand',
  'postStartCommand',
  'postAttachCommand',
]

// Most commands run inside the container; `initializeCommand` runs on the machine of whoever opens it.
function scanContainer({ text }: SourceFile): Sign[] {
  const root = fieldsOf(parseJsonc(text))
  const host = listTexts(root['initializeCommand']).join(' ')
  const inside = CONTAINER.flatMap((name) => listTexts(root[name])).join(' ')
  const signs: Sign[] =
    host === ''
      ? []
      : judgeOwnRun({
          code: 'RUNS_ON_OPEN',
          command: host,
          index: text.indexOf('initializeCommand'),
          what: 'a command of the container on your machine',
        })
  if (judgeCommand(inside).isRemote)
    signs.push({
      code: 'PIPE_TO_SHELL',
      strength: 'weak',
      index: 0,
      detail: 'a command of the container runs a download',
    })
  return signs
}

function scanAgentHooks({ text }: SourceFile): Sign[] {
  const hooks = fieldsOf(parseJsonc(text))['hooks']
  const command = listTexts(hooks).join('\n')
  if (command === '') return []
  const { isRemote, isDownload, isInline } = judgeCommand(command)
  if (isRemote || isDownload || isInline)
    return judgeOwnRun({
      code: 'RUNS_ON_OPEN',
      command,
      index: text.indexOf('hooks'),
      what: 'a hook of a coding assistant',
    })
  return [
    { code: 'RUNS_ON_OPEN', strength: 'aside', index: text.indexOf('hooks'), detail: 'a hook of a coding assistant' },
  ]
}

function scanAgentServers({ text }: SourceFile): Sign[] {
  const { mcpServers, servers } = fieldsOf(parseJsonc(text))
  return Object.values({ ...fieldsOf(mcpServers), ...fieldsOf(servers) }).flatMap((server) => {
    const command = listTexts(server).join(' ')
    const { isRemote, isInline } = judgeCommand(command)
    const what = 'a server of a coding assistant'
    return isRemote || isInline ? judgeOwnRun({ code: 'RUNS_ON_OPEN', command, index: 0, what }) : []
  })
}

const RUNS_IN_GIT =
  /^\s*(?:fsmonitor|sshCommand|askpass|editor|pager|textconv|clean|smudge|process|helper|command|proxyCommand)\s*=\s*(.+)$/gimu

function scanGitConfig({ text }: SourceFile): Sign[] {
  for (const match of text.matchAll(RUNS_IN_GIT)) {
    const command = (match[1] ?? '').trim()
    if (/^(?:true|false|git-lfs|cache|store|manager|osxkeychain|!gh auth)\b/u.test(command)) continue
    return [
      { code: 'GIT_RUNS', strength: 'strong', index: match.index, detail: 'the settings of this clone name a program' },
    ]
  }
  const hooks = text.search(/^\s*hooksPath\s*=/imu)
  return hooks < 0
    ? []
    : [{ code: 'GIT_RUNS', strength: 'aside', index: hooks, detail: 'hooks are taken from a folder of the repository' }]
}

function scanSubmodules({ text }: SourceFile): Sign[] {
  const index = text.search(/^\s*update\s*=\s*!|^\s*(?:url|path)\s*=\s*-|ext::/imu)
  return index < 0 ? [] : [{ code: 'GIT_RUNS', strength: 'strong', index, detail: 'a submodule runs a command' }]
}

function isHook(path: string): boolean {
  return /(?:^|\/)(?:\.git\/hooks|\.husky|\.githooks|\.hooks)\/[\w-]+$/u.test(path)
}

function scanHook(file: SourceFile): Sign[] {
  const { isRemote, isDownload, isInline, isBackground, programs } = judgeCommand(file.text)
  const isOdd = isRemote || isDownload || isInline || isBackground || programs.some(isStrangeProgram)
  if (isOdd) return judgeOwnRun({ code: 'GIT_RUNS', command: file.text, index: 0, what: 'a hook of git' })
  return file.path.includes('.git/')
    ? [{ code: 'GIT_RUNS', strength: 'weak', index: 0, detail: 'a hook of git came with the clone' }]
    : []
}
