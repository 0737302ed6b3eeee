import { isStrangeProgram, judgeCommand } from './judgeCommand.ts'
import { fieldsOf, listTexts, parseJsonc } from './parseJsonc.ts'
import type { SourceFile } from './RepositoryFile.ts'
import type { Sign, SignCode } from './Sign.ts'

/** Files that make an editor, a shell or git run something by itself. */
export function scanAutorun(file: SourceFile): Sign[] {
  const { path } = file
  if (/(?:^|\/)\.vscode\/tasks\.json$/u.test(path) || path.endsWith('.code-workspace')) return scanTasks(file)
  if (/(?:^|\/)\.vscode\/settings\.json$/u.test(path)) return scanEditorSettings(file)
  if (/(?:^|\/)(?:\.devcontainer\/(?:[^/]+\/)?)?\.?devcontainer\.json$/u.test(path)) return scanContainer(file)
  if (/(?:^|\/)\.(?:claude|gemini|cursor|codex|kiro)\/[\w.-]+\.json$/u.test(path)) return scanAgentHooks(file)
  if (/(?:^|\/)\.git\/config$/u.test(path)) return scanGitConfig(file)
  if (/(?:^|\/)\.gitmodules$/u.test(path)) return scanSubmodules(file)
  if (isHook(path)) return scanHook(file)
  if (/(?:^|\/)\.envrc$/u.test(path))
    return judgeOwnRun({ code: 'RUNS_ON_OPEN', command: file.text, index: 0, what: 'direnv' })
  return []
}

interface OwnRun {
  readonly code: SignCode
  readonly command: string
  readonly index: number
  readonly what: string
}

// A command that nobody types. What it does decides how much that says.
function judgeOwnRun({ code, command, index, what }: OwnRun): Sign[] {
  const { isRemote, isDownload, isInline, isBackground, programs } = judgeCommand(command)
  const strange = programs.find(isStrangeProgram)
  const isStrong = isRemote || isDownload || isInline || strange !== undefined || programs.length > 0 || isBackground
  const signs: Sign[] = [{ code, strength: isStrong ? 'strong' : 'weak', index, detail: what }]
  if (isRemote) signs.push({ code: 'PIPE_TO_SHELL', strength: 'strong', index, detail: `${what} runs a download` })
  if (strange !== undefined)
    signs.push({
      code: 'FILE_DISGUISED',
      strength: 'strong',
      index,
      detail: `${what} runs a file that is named like no program`,
    })
  return signs
}

function scanTasks({ text }: SourceFile): Sign[] {
  if (!/"runOn"\s*:\s*"folderOpen"/u.test(text)) return []
  const root = fieldsOf(parseJsonc(text))
  const list = root['tasks'] ?? fieldsOf(root['tasks'])['tasks'] ?? []
  const tasks = (Array.isArray(list) ? list : listTasks(list)).filter(
    (task) => fieldsOf(fieldsOf(task)['runOptions'])['runOn'] === 'folderOpen',
  )
  // A file that cannot be read as an editor reads it is judged by its whole text.
  const commands = tasks.length === 0 ? [text] : tasks.map((task) => listTexts(task).join(' '))
  const index = text.indexOf('folderOpen')
  return commands.flatMap((command) =>
    judgeOwnRun({ code: 'RUNS_ON_OPEN', command, index, what: 'a task on opening the folder' }),
  )
}

function listTasks(value: unknown): readonly unknown[] {
  const inner = fieldsOf(value)['tasks']
  return Array.isArray(inner) ? inner : []
}

function scanEditorSettings({ text }: SourceFile): Sign[] {
  const index = text.search(/"task\.allowAutomaticTasks"\s*:\s*(?:"on"|true)/u)
  return index < 0
    ? []
    : [{ code: 'RUNS_ON_OPEN', strength: 'weak', index, detail: 'the editor is told to run tasks without asking' }]
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
