import { concatBytes, hexToBytes } from '@noble/hashes/utils.js'
import type { GuardContext } from '../../context.ts'
import { decodeArguments } from '../abi/decodeArguments.ts'
import { parseSignature } from '../abi/parseSignature.ts'
import { POOL_ACTIONS, ROUTER_COMMANDS } from '../known/everydayFunctions.ts'
import type { SigningFinding } from '../SigningFinding.ts'
import * as Struct from '../Struct.ts'
import * as Words from '../Words.ts'
import { PERMITS } from './approvals.ts'
import type { Call, Explain, Meaning, Row } from './Call.ts'
import { say } from './everyday.ts'
import { transferBatch } from './transfers.ts'

type Commands = ReadonlyMap<number, Row>

const PLAN = 'bytes commands,bytes[] inputs'
/** The upper bits say whether a command may fail. */
const COMMAND_BITS = 0x3f
const ACTIONS: Commands = sayAll(POOL_ACTIONS)
const [PERMIT_ONE, PERMIT_MANY] = PERMITS
const COMMANDS: Commands = new Map<number, Row>([
  ...sayAll(ROUTER_COMMANDS),
  [0x03, PERMIT_MANY],
  [0x0a, PERMIT_ONE],
  [0x0d, ['take((address from,address to,uint160 amount,address token)[] transfers)', transferBatch]],
  [0x10, [`plan(${PLAN})`, (args, call, context) => doAll(ACTIONS, args, call, context)]],
])
const SUB_PLAN = 0x21

/** Uniswap's universal router. @source https://github.com/Uniswap/universal-router, contracts/base/Dispatcher.sol */
export const ROUTER: readonly Row[] = [
  [`execute(${PLAN})`, route],
  [`execute(${PLAN},uint256 deadline)`, route],
]

function sayAll(table: typeof ROUTER_COMMANDS): Commands {
  return new Map([...table].map(([command, [signature, sentence]]) => [command, [signature, say(sentence)]]))
}

function route(args: Struct.Struct, call: Call, context: GuardContext): Meaning {
  return doAll(COMMANDS, args, call, context)
}

/** What is as true of one command as of the next. */
const ONCE = new Set(['CALL_NAMED', 'CALL_UNKNOWN'])

function doAll(commands: Commands, args: Struct.Struct, call: Call, context: GuardContext): Meaning {
  const kinds = Struct.bytes(args, 'commands')
  const inputs = Struct.list(args, 'inputs').filter((each) => each instanceof Uint8Array)
  const message = 'A list of commands that are not as many as what they are for.'
  if (kinds.length !== inputs.length)
    return { words: message, findings: [{ code: 'CALL_UNREADABLE', effect: 'hold', message }] }
  const all = inputs.map((input, i) => doOne(commands, (kinds[i] ?? 0) & COMMAND_BITS, input)(args, call, context))
  const findings = all.flatMap((each) => each.findings)
  const isFirst = (each: SigningFinding, i: number): boolean =>
    !ONCE.has(each.code) || findings.findIndex(({ code }) => code === each.code) === i
  return {
    words: Words.joined(all.map(({ words }) => words)),
    findings: findings.filter(isFirst),
    inner: all.flatMap(({ inner = [] }) => inner),
  }
}

function doOne(commands: Commands, kind: number, input: Uint8Array): Explain {
  const row = commands.get(kind)
  return (_, call, context) => {
    if (commands === COMMANDS && kind === SUB_PLAN) return goOn(call, input)
    if (row === undefined) return sayUnknown(kind, call, context)
    const { inputs } = parseSignature(row[0])
    return row[1]({ fields: inputs, values: decodeArguments(inputs, input).values }, call, context)
  }
}

/** A list in a list is looked at as a call of its own, so that there is an end to them. */
function goOn(call: Call, input: Uint8Array): Meaning {
  const { selector } = parseSignature(`execute(${PLAN})`)
  const data = concatBytes(hexToBytes(selector.slice(2)), input)
  return { words: 'Goes on with more commands.', findings: [], inner: [{ ...call, valueWei: 0n, data }] }
}

function sayUnknown(kind: number, { to, chainId }: Call, context: GuardContext): Meaning {
  const words = `Gives ${Words.address({ context, chainId }, to)} the command ${kind}, which is not known here.`
  const finding: SigningFinding = { code: 'CALL_UNKNOWN', effect: 'hold', message: words }
  return { words, findings: [finding] }
}
