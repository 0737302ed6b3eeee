import type { GuardContext } from '../../context.ts'
import { decodeArguments } from '../abi/decodeArguments.ts'
import { parseSignature } from '../abi/parseSignature.ts'
import type { SigningFinding } from '../SigningFinding.ts'
import * as Struct from '../Struct.ts'
import * as Words from '../Words.ts'
import type { Call, Meaning, Row } from './Call.ts'
import { findExecution, findMultiSendCalls, type PackedCall } from './unpackCalls.ts'

export const EXEC_TRANSACTION =
  'execTransaction(address to,uint256 value,bytes data,uint8 operation,uint256 safeTxGas,uint256 baseGas,uint256 gasPrice,address gasToken,address refundReceiver,bytes signatures)'
const BATCH = '(address to,uint256 value,bytes data)[] calls'
const DELEGATE = 1

/** Functions that carry calls inside of them. */
export const WRAPPERS: readonly Row[] = [
  ['multicall(bytes[] data)', multicall],
  ['multicall(uint256 deadline,bytes[] data)', multicall],
  ['multicall(bytes32 previousBlockhash,bytes[] data)', multicall],
  ['aggregate3((address to,bool allowFailure,bytes data)[] calls)', batch],
  ['aggregate3Value((address to,bool allowFailure,uint256 value,bytes data)[] calls)', batch],
  ['aggregate((address to,bytes data)[] calls)', batch],
  ['tryAggregate(bool requireSuccess,(address to,bytes data)[] calls)', batch],
  [`executeBatch(${BATCH})`, batch],
  [
    'execute(address to,uint256 value,bytes data)',
    (args, call, context) => wrap('Calls', call, context, [readCall(args)]),
  ],
  ['execute(address to,bytes data)', executeProxy],
  ['execute(bytes32 mode,bytes executionCalldata)', executeAccount],
  [EXEC_TRANSACTION, executeSafe],
  ['execTransactionFromModule(address to,uint256 value,bytes data,uint8 operation)', executeSafe],
  ['multiSend(bytes transactions)', multiSend],
  ['approveHash(bytes32 hash)', blindHash],
  ['signMessage(bytes message)', blindHash],
]
const BATCH_FIELDS = parseSignature(`batch(${BATCH})`).inputs

/** The contract calls itself, so that the caller stays who it is. */
function multicall(args: Struct.Struct, call: Call): Meaning {
  const data = Struct.list(args, 'data').filter((each) => each instanceof Uint8Array)
  const inner = data.map((each, i) => ({ ...call, data: each, valueWei: i === 0 ? call.valueWei : 0n }))
  return { words: `Does ${count(inner.length)} on one contract.`, findings: [], inner }
}

function batch(args: Struct.Struct, call: Call, context: GuardContext): Meaning {
  return wrap('Calls', call, context, Struct.structs(args, 'calls').map(readCall))
}

function readCall(args: Struct.Struct): PackedCall {
  const valueWei = Struct.has(args, 'value') ? Struct.uint(args, 'value') : 0n
  const operation = Struct.has(args, 'operation') ? Number(Struct.uint(args, 'operation')) : 0
  return { operation, to: Struct.address(args, 'to'), valueWei, data: Struct.bytes(args, 'data') }
}

/** A DSProxy runs whatever code it is given in its own name. */
function executeProxy(args: Struct.Struct, call: Call, context: GuardContext): Meaning {
  return wrap('Runs foreign code', call, context, [{ ...readCall(args), operation: DELEGATE }])
}

function executeSafe(args: Struct.Struct, call: Call, context: GuardContext): Meaning {
  return wrap('Lets a Safe act', call, context, [readCall(args)])
}

function multiSend(args: Struct.Struct, call: Call, context: GuardContext): Meaning {
  const calls = findMultiSendCalls(Struct.bytes(args, 'transactions'))
  if (calls === undefined) return unreadable('A list of calls that ends in the middle of one.')
  const inner = calls.map((each) => toCall({ ...call, to: call.from ?? call.to }, each))
  return { words: `Does ${count(calls.length)} in one go, in the name of ${name(call, context)}.`, findings: [], inner }
}

/** The first byte of the mode says what the rest is: one call, a list of them, or code to run in its own name. */
function executeAccount(args: Struct.Struct, call: Call, context: GuardContext): Meaning {
  const kind = Struct.bytes(args, 'mode')[0]
  const bytes = Struct.bytes(args, 'executionCalldata')
  if (kind === 1) {
    const { values } = decodeArguments(BATCH_FIELDS, bytes)
    return batch({ fields: BATCH_FIELDS, values }, call, context)
  }
  const one = kind === 0 || kind === 0xff ? findExecution(bytes, kind === 0xff) : undefined
  if (one === undefined) return unreadable('A smart account is to do something in a form that is not known here.')
  return wrap('Lets a smart account act', call, context, [one])
}

/** Agrees to what nobody sees. */
function blindHash(_: Struct.Struct, call: Call, context: GuardContext): Meaning {
  const words = `Agrees, in the name of ${name(call, context)}, to something of which only a hash or raw bytes are shown.`
  return { words, findings: [{ code: 'HASH_BLIND', effect: 'review', message: words }] }
}

function wrap(verb: string, call: Call, context: GuardContext, calls: readonly PackedCall[]): Meaning {
  const words = `${verb} through ${name(call, context)}: ${count(calls.length)}.`
  return { words, findings: [], inner: calls.map((each) => toCall(call, each)) }
}

function toCall(wrapper: Call, { operation, to, valueWei, data }: PackedCall): Call {
  return { chainId: wrapper.chainId, from: wrapper.to, to, valueWei, data, isDelegate: operation === DELEGATE }
}

function unreadable(message: string): Meaning {
  const finding: SigningFinding = { code: 'CALL_UNREADABLE', effect: 'hold', message }
  return { words: message, findings: [finding] }
}

function name({ to, chainId }: Call, context: GuardContext): string {
  return Words.address({ context, chainId }, to)
}

function count(calls: number): string {
  return calls === 1 ? 'one call' : `${calls} calls`
}
