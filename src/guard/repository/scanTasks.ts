import { judgeCommand } from './judgeCommand.ts'
import { judgeOwnRun } from './judgeOwnRun.ts'
import { fieldsOf, listTexts, parseJsonc } from './parseJsonc.ts'
import type { SourceFile } from './RepositoryFile.ts'
import type { Sign } from './Sign.ts'

const TASKS_MAX = 1000

/** Tasks that an editor starts when a folder is opened, with the tasks that they start in turn. */
export function scanTasks({ text }: SourceFile): Sign[] {
  const root = parseJsonc(text)
  const commands = root === undefined ? listUnparsed(text) : listOpening(listTasks(root))
  const index = Math.max(0, text.indexOf('folderOpen'))
  return commands.flatMap((command) =>
    judgeOwnRun({ code: 'RUNS_ON_OPEN', command, index, what: 'a task on opening the folder' }),
  )
}

// A file that cannot be read as an editor reads it is judged by its whole text.
function listUnparsed(text: string): string[] {
  const plain = text.replace(/\\u([0-9a-f]{4})/giu, (_, code: string) => String.fromCharCode(Number.parseInt(code, 16)))
  return /"folderOpen"/u.test(plain) ? [plain] : []
}

/** In `tasks.json` a list, in a workspace a list inside of an object. */
function listTasks(root: unknown): Readonly<Record<string, unknown>>[] {
  const tasks = fieldsOf(root)['tasks']
  const list = Array.isArray(tasks) ? tasks : fieldsOf(tasks)['tasks']
  return Array.isArray(list) ? list.slice(0, TASKS_MAX).map(fieldsOf) : []
}

function listOpening(tasks: readonly Readonly<Record<string, unknown>>[]): string[] {
  const queue = tasks.filter((task) => fieldsOf(task['runOptions'])['runOn'] === 'folderOpen')
  const seen = new Set(queue)
  for (const task of queue) {
    const names = new Set(listTexts(task['dependsOn']))
    for (const next of tasks) {
      if (seen.has(next) || !names.has(String(next['label'] ?? next['taskName']))) continue
      seen.add(next)
      queue.push(next)
    }
  }
  return queue.map((task) => listTexts(task).join(' '))
}

/** The settings that an editor takes from a folder or a workspace: what it starts without asking, and as what. */
export function scanEditorSettings({ text }: SourceFile): Sign[] {
  const root = fieldsOf(parseJsonc(text))
  const settings = { ...root, ...fieldsOf(root['settings']) }
  return Object.entries(settings).flatMap(([name, value]) => judgeSetting({ name, value, text }))
}

const SHELLS = /^terminal\.(?:integrated|external)\./u
const PROGRAMS =
  /^(?:terminal\.(?:integrated\.(?:profiles|automationProfile|automationShell|shell)|external)\.\w+|git\.path|npm\.packageManager|python\.(?:defaultInterpreterPath|pythonPath)|typescript\.tsdk|[\w.-]+\.(?:path|nodePath|executablePath|command|serverPath|runtime))$/iu
// What a build or an installation puts there is not yet the repository's own.
const INSTALLED = /node_modules|\.?v?env\/|\.yarn\/|\.pnp|\.tox|target\/|build\/|dist\//u

interface Setting {
  readonly name: string
  readonly value: unknown
  readonly text: string
}

function judgeSetting({ name, value, text }: Setting): Sign[] {
  const index = Math.max(0, text.indexOf(`"${name}"`))
  if (name === 'task.allowAutomaticTasks' && (value === 'on' || value === true))
    return [{ code: 'RUNS_ON_OPEN', strength: 'weak', index, detail: 'the editor is told to run tasks without asking' }]
  const texts = listTexts(value)
  const command = texts.join(' ')
  if (SHELLS.test(name) && isDeed(command))
    return judgeOwnRun({ code: 'RUNS_ON_OPEN', command, index, what: 'a command of every terminal of the editor' })
  if (!PROGRAMS.test(name) || !texts.some(isOwnProgram)) return []
  return [{ code: 'RUNS_ON_OPEN', strength: 'weak', index, detail: `${name} is a file of the folder` }]
}

// An address alone is a setting of many programs.
function isDeed(command: string): boolean {
  const { isRemote, isInline } = judgeCommand(command)
  return isRemote || isInline
}

function isOwnProgram(text: string): boolean {
  return /^(?:\$\{workspaceFolder\}|\.{1,2}[/\\]|\.vscode[/\\])/u.test(text) && !INSTALLED.test(text)
}
