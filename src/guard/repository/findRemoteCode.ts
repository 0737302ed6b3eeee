import type { SourceFile } from './RepositoryFile.ts'
import type { Sign, Strength } from './Sign.ts'

/** What makes a request over the network, in JavaScript and Python. */
export const NETWORK: RegExp =
  /\baxios\b|(?<![.\w])fetch\s*\(|\bhttps?\.(?:get|request)\s*\(|(?<![.\w])request(?:\.(?:get|post)\s*\(|\s*\(\s*(?:\{|options|url|['"`]http))|(?<![.\w])got(?:\.\w+)?\s*\(|\bnew XMLHttpRequest\b|\bnode-fetch\b|\bsuperagent\b|(?<![.\w])needle(?:\.\w+)?\s*\(|\burlopen\s*\(|\brequests\.(?:get|post|put)\s*\(|\bio\.connect\s*\(/u

const NEAR = 1200
const RUNNER =
  /(?<![.\w$])(?:eval|new\s+Function|Function)\s*\(|\bnew\s*\(\s*Function\.constructor\s*\)\s*\(|\bFunction\s*\.\s*constructor\s*\(|\bconstructor\s*\.\s*constructor\s*\(|\bvm\.(?:runIn\w*Context|Script)\s*\(|\b_compile\s*\(|(?<![.\w])exec\s*\(\s*(?:requests|urllib|urlopen|resp|res|r|data|code)\b|(?<![.\w])exec(?:Sync)?\s*\(\s*\w+\.(?:data|body|cookie|token)\b/gu
const ANSWERS =
  /\b(?:res|resp|response|result|data|body|payload|html|err|error|reason|cookie|token|code|script)\b|\.(?:data|body|text|cookie|token|message|model|content|responseText)\b/u
const LITERAL = /^\s*(?:"[^"\n]*"|'[^'\n]*'|`[^`]*`)\s*\)/u
const REQUIRE = /^\s*(?:\w+\s*,\s*)?['"`]require['"`]\s*,/u

/** Text from the network that is run: `eval` or a made function beside a request. */
export function findRemoteCode(file: SourceFile): Sign[] {
  const found: Sign[] = []
  for (const match of file.text.matchAll(RUNNER)) {
    const call = readCall(file.text, match)
    const strength = call.isLiteral ? undefined : judgeCall(file, call)
    if (strength === undefined) continue
    found.push({ code: 'REMOTE_CODE', strength, index: match.index, detail: detailOf(call) })
    if (strength === 'strong' || found.length > 20) break
  }
  return found.slice(-1)
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
  const open =
    match.index + name.indexOf('(', name.includes('constructor') && name.startsWith('new') ? name.lastIndexOf('(') : 0)
  const argument = text.slice(open + 1, open + 201)
  return {
    index: match.index,
    name,
    argument,
    isLiteral: LITERAL.test(argument) || argument.startsWith(')'),
    isConstructor: /constructor/u.test(name),
  }
}

function judgeCall({ text, isBuilt }: SourceFile, call: Call): Strength | undefined {
  const handsRequire = REQUIRE.test(call.argument)
  const isNear = NETWORK.test(text.slice(Math.max(0, call.index - NEAR), call.index + NEAR))
  if (call.isConstructor && handsRequire) return 'strong'
  if (!isNear && !handsRequire) return undefined
  const hasNetwork = isNear || NETWORK.test(text)
  const isAnswer = ANSWERS.test(call.argument.slice(0, 120).split(')')[0] ?? '')
  if (handsRequire && hasNetwork && !isBuilt) return 'strong'
  return isNear && !isBuilt && (isAnswer || call.isConstructor) ? 'strong' : 'weak'
}

function detailOf({ isConstructor, name }: Call): string {
  if (isConstructor) return 'a function is made from a text, by way of its constructor'
  return name.startsWith('eval') ? 'eval beside a request' : 'a function is made from a text, beside a request'
}
