import { findFetchedProgram } from './findFetchedProgram.ts'
import { NETWORK } from './network.ts'
import type { SourceFile } from './RepositoryFile.ts'
import type { Sign, Strength } from './Sign.ts'

const NEAR = 1200
const FOUND_MAX = 20
const RUNNER =
  /(?<![.\w$])(?:eval|new\s+Function|Function)\s*\(|\(\s*0\s*,\s*eval\s*\)\s*\(|\b(?:globalThis|global|window|self)\.eval\s*\(|\bnew\s+AsyncFunction\s*\(|\bnew\s*\(\s*Function\.constructor\s*\)\s*\(|\bFunction\s*\.\s*constructor\s*\(|\bconstructor\s*\.\s*constructor\s*\(|\bvm\.(?:runIn\w*Context|Script|compileFunction)\s*\(|\b_compile\s*\(|(?<![.\w])exec\s*\(\s*(?:requests|urllib|urlopen|resp|res|r|data|code)\b|(?<![.\w])exec(?:Sync)?\s*\(\s*(?:`[^`\n]{0,80}\$\{\s*)?\w+(?:\.response)?\.(?:data|body|cookie|token)\b|\bimport\s*\(\s*(?=['"`]data:)/gu
const ANSWERS =
  /\b(?:res|resp|response|result|data|body|payload|html|err|error|reason|cookie|token|code|script|text|chunks?)\b|\.(?:data|body|text|cookie|token|message|model|content|responseText)\b/u
const LITERAL = /^\s*(?:"[^"\n]*"|'[^'\n]*'|`[^`$]*`)\s*\)/u
const REQUIRE = /^\s*(?:\w+\s*,\s*)?['"`]require['"`]\s*,/u

/** Text from the network that is run: `eval` or a made function beside a request. */
export function findRemoteCode(file: SourceFile): Sign[] {
  const found: Sign[] = []
  const requests = listRequests(file.text)
  for (const match of file.text.matchAll(RUNNER)) {
    const call = readCall(file.text, match)
    const strength = call.isLiteral ? undefined : judgeCall({ file, call, requests })
    if (strength === undefined) continue
    found.push({ code: 'REMOTE_CODE', strength, index: match.index, detail: detailOf(call) })
    if (found.length >= FOUND_MAX) break
  }
  return found.length === 0 ? findFetchedProgram(file) : found
}

interface Call {
  readonly index: number
  readonly name: string
  readonly argument: string
  readonly isLiteral: boolean
  readonly isConstructor: boolean
}

function readCall(text: string, match: RegExpExecArray): Call {
  const name = match[0]
  const open = match.index + name.lastIndexOf('(')
  const argument = text.slice(open + 1, open + 201)
  return {
    index: match.index,
    name,
    argument,
    isLiteral: LITERAL.test(argument) || argument.startsWith(')'),
    isConstructor: /constructor/u.test(name),
  }
}

// Found once, as a file may be full of calls.
function listRequests(text: string): readonly number[] {
  return [...text.matchAll(new RegExp(NETWORK, 'gu'))].map(({ index }) => index)
}

function isBeside(places: readonly number[], index: number): boolean {
  let [low, high] = [0, places.length]
  while (low < high) {
    const middle = (low + high) >>> 1
    if ((places[middle] ?? 0) < index - NEAR) low = middle + 1
    else high = middle
  }
  return (places[low] ?? Number.POSITIVE_INFINITY) < index + NEAR
}

interface Question {
  readonly file: SourceFile
  readonly call: Call
  /** Where the file makes requests, in order. */
  readonly requests: readonly number[]
}

function judgeCall({ file: { text, isBuilt }, call, requests }: Question): Strength | undefined {
  const handsRequire = REQUIRE.test(call.argument)
  // Only an answer of a server that a library for requests has refused has this form.
  const isRefusal = /\.response\.data\b/u.test(call.argument.split(')')[0] ?? '')
  const isNear = isRefusal || isBeside(requests, call.index)
  if (call.isConstructor && handsRequire) return 'strong'
  if (!isNear && !handsRequire) return undefined
  const hasNetwork = isNear || requests.length > 0
  const isAnswer = ANSWERS.test(call.argument.slice(0, 120).split(')')[0] ?? '')
  if (handsRequire && hasNetwork && !isBuilt) return 'strong'
  return isNear && !isBuilt && (isAnswer || call.isConstructor || isHandedOn(text, call)) ? 'strong' : 'weak'
}

// What a callback is given is run: `.then((t) => eval(t))`.
function isHandedOn(text: string, { index, argument }: Call): boolean {
  const before = text.slice(Math.max(0, index - 80), index)
  const name = /(?:^|\W)(\w+)\s*\)?\s*=>\s*\{?\s*(?:return\s+)?$/u.exec(before)?.[1]
  return name !== undefined && new RegExp(String.raw`^\s*${name}\b`, 'u').test(argument)
}

function detailOf({ isConstructor, name }: Call): string {
  if (isConstructor) return 'a function is made from a text, by way of its constructor'
  return name.startsWith('eval') ? 'eval beside a request' : 'a function is made from a text, beside a request'
}
