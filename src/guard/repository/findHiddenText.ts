import { isConfig, type SourceFile } from './RepositoryFile.ts'
import type { Sign } from './Sign.ts'

const BLANKS_MIN = 200
const LONG_LINE = 1000
// Where people write, and what they would not write on one line.
const SOURCE = /\.(?:[cm]?[jt]sx?|vue|svelte|py|php|rb)$/iu
const SOURCE_LINE = 5000
const SOURCE_LINES_MIN = 10
const CODE =
  /\b(?:eval|require|Function|child_process|fromCharCode|atob|global(?:This)?\[|exec|spawn|import\()|_0x|_\$_/u
const INVISIBLE =
  /(?:[\u{fe00}-\u{fe0f}\u{e0100}-\u{e01ef}\u{e0020}-\u{e007f}]{16})|(?:\u200b|\u200c|\u200d|\u2060|[\u2062-\u2064]|\u3164|\uffa0){16}/u
const REORDERING = /[\u202a-\u202e\u2066-\u2069]/u

/** Code that is pushed off the screen, written in characters without a shape, or shown in another order than it is read. */
export function findHiddenText(file: SourceFile): Sign[] {
  return [...findOffScreen(file.text), ...findLongLine(file), ...findInvisible(file)]
}

function findOffScreen(text: string): Sign[] {
  for (let at = text.indexOf(' '.repeat(64)); at >= 0; at = text.indexOf(' '.repeat(64), at + 1)) {
    const end = endOfBlanks(text, at)
    const isCode = /^[^\n]*[(=;{.]/u.test(text.slice(end, end + 400)) && /\w/u.test(text.slice(end, end + 40))
    if (end - at >= BLANKS_MIN && isCode) {
      return [
        { code: 'TEXT_HIDDEN', strength: 'strong', index: end, detail: `code after ${end - at} blanks on a line` },
      ]
    }
    at = end
  }
  const tabs = /\t{60,}[^\s][^\n]*[(=;{]/u.exec(text)
  return tabs === null
    ? []
    : [{ code: 'TEXT_HIDDEN', strength: 'strong', index: tabs.index, detail: 'code after 60 tabs' }]
}

function endOfBlanks(text: string, from: number): number {
  let at = from
  while (text[at] === ' ' || text[at] === '\t') at++
  return at
}

function findLongLine({ path, text, isBuilt }: SourceFile): Sign[] {
  const isSettings = isConfig(path)
  if (!isSettings && (isBuilt || !SOURCE.test(path))) return []
  const lines = text.split('\n')
  if (!isSettings && lines.length < SOURCE_LINES_MIN) return []
  let index = 0
  for (const line of lines) {
    if (line.length > (isSettings ? LONG_LINE : SOURCE_LINE) && CODE.test(line)) {
      const detail = `a line of ${line.length} characters with code in ${isSettings ? 'a settings file' : 'a file of short lines'}`
      return [{ code: 'TEXT_HIDDEN', strength: isSettings ? 'strong' : 'weak', index, detail }]
    }
    index += line.length + 1
  }
  return []
}

function findInvisible({ text }: SourceFile): Sign[] {
  const invisible = INVISIBLE.exec(text)
  if (invisible !== null) {
    return [
      {
        code: 'TEXT_HIDDEN',
        strength: 'strong',
        index: invisible.index,
        detail: 'a row of characters that have no shape',
      },
    ]
  }
  const reordering = REORDERING.exec(text)
  if (reordering === null) return []
  return [
    {
      code: 'TEXT_HIDDEN',
      strength: 'weak',
      index: reordering.index,
      detail: 'a character that changes the order in which text is shown',
    },
  ]
}
