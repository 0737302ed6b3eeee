import { concatBytes } from '@noble/hashes/utils.js'
import { EvmAddress, HexBytes } from '../../../chain/index.ts'
import type { GuardContext } from '../../context.ts'
import { decodeArguments } from '../abi/decodeArguments.ts'
import { parseSignature } from '../abi/parseSignature.ts'
import { WRAPPER_FUNCTIONS } from '../known/wrapperFunctions.ts'
import type { SigningFinding } from '../SigningFinding.ts'
import * as Struct from '../Struct.ts'
import * as Words from '../Words.ts'
import type { Call, Explain, Meaning, Row } from './Call.ts'
import { findExecution, findMultiSendCalls, type PackedCall } from './unpackCalls.ts'

export const EXEC_TRANSACTION =
  'execTransaction(address to,uint256 value,bytes data,uint8 operation,uint256 safeTxGas,uint256 baseGas,uint256 gasPrice,address gasToken,address refundReceiver,bytes signatures)'
const DELEGATE = 1
const CREATE = 2

/** Functions that carry calls inside of them. */
export const WRAPPERS: readonly Row[] = [
  ...WRAPPER_FUNCTIONS.map(([signature, verb]): Row => [signature, through(verb)]),
  [EXEC_TRANSACTION, through('Lets a Safe act')],
  ['multicall(bytes[] data)', multicall],
  ['multicall(uint256 deadline,bytes[] data)', multicall],
  ['multicall(bytes32 previousBlockhash,bytes[] data)', multicall],
  ['execute(address to,bytes data)', executeProxy],
  ['execute(bytes code,bytes data)', runCode],
  ['execute(bytes32 mode,bytes executionCalldata)', executeAccount],
  ['executeFromExecutor(bytes32 mode,bytes executionCalldata)', executeAccount],
  ['multiSend(bytes transactions)', multiSend],
  ['performCreate(uint256 value,bytes code)', createContract],
  ['performCreate2(uint256 value,bytes code,bytes32 salt)', createContract],
  ['approveHash(bytes32 hash)', blindHash],
  ['signMessage(bytes message)', blindHash],
  ['confirmTransaction(uint256 id)', blindHash],
  ['setPreSignature(bytes order,bool isSigned)', blindHash],
]
const BATCH_FIELDS = parseSignature('batch((address to,uint256 value,bytes data)[] calls)').inputs

/** The contract calls itself, so that the caller stays who it is. */
function multicall(args: Struct.Struct, call: Call): Meaning {
  const data = Struct.list(args, 'data').filter((each) => each instanceof Uint8Array)
  const inner = data.map((each, i) => ({ ...call, data: each, valueWei: i === 0 ? call.valueWei : 0n }))
  return { words: `Does ${count(inner.length)} on one contract.`, findings: [], inner }
}

function through(verb: string): Explain {
  return (args, call, context) => {
    const calls = readCalls(args)
    if (calls === undefined) return unreadable('Calls whose targets, values and data are not equally many.')
    if (calls.some(({ operation }) => operation >= CREATE)) return createContract(args, call, context)
    return wrap(verb, call, context, calls)
  }
}

/** As structs, as lists side by side, or one. */
function readCalls(args: Struct.Struct): PackedCall[] | undefined {
  if (Struct.has(args, 'calls')) return Struct.structs(args, 'calls').map(readCall)
  return Struct.has(args, 'targets') ? zip(args) : [readCall(args)]
}

function zip(args: Struct.Struct): PackedCall[] | undefined {
  const targets = Struct.list(args, 'targets')
  const payloads = Struct.list(args, 'payloads')
  const values = Struct.has(args, 'values') ? Struct.list(args, 'values') : targets.map(() => 0n)
  if (payloads.length !== targets.length || values.length !== targets.length) return undefined
  return targets.map((to, i) => ({
    operation: 0,
    to: EvmAddress.parse(String(to)),
    valueWei: values[i] as bigint,
    data: payloads[i] as Uint8Array,
  }))
}

function readCall(args: Struct.Struct): PackedCall {
  const valueWei = Struct.has(args, 'value') ? Struct.uint(args, 'value') : 0n
  const operation = Struct.has(args, 'operation') ? Number(Struct.uint(args, 'operation')) : 0
  return { operation, to: Struct.address(args, 'to'), valueWei, data: readData(args) }
}

/** Compound's timelock puts the selector of a function that is named before the arguments. */
function readData(args: Struct.Struct): Uint8Array {
  const data = Struct.bytes(args, 'data')
  const signature = Struct.has(args, 'signature') ? Struct.findText(args, 'signature') : undefined
  if (signature === undefined || signature === '') return data
  return concatBytes(HexBytes.toBytes(parseSignature(signature).selector), data)
}

/** A DSProxy runs whatever code it is given in its own name. */
function executeProxy(args: Struct.Struct, call: Call, context: GuardContext): Meaning {
  return wrap('Runs foreign code', call, context, [{ ...readCall(args), operation: DELEGATE }])
}

/** It may also be given the code itself. */
function runCode(_: Struct.Struct, call: Call, context: GuardContext): Meaning {
  const words = `Runs code that comes with the call in the name of ${name(call, context)}: it may take everything.`
  return { words, findings: [{ code: 'DELEGATECALL_UNKNOWN', effect: 'block', message: words }] }
}

/** It gets what is paid with it, and no power over whoever creates it. */
function createContract(args: Struct.Struct, call: Call, context: GuardContext): Meaning {
  const valueWei = Struct.has(args, 'value') ? Struct.uint(args, 'value') : 0n
  const words = `Creates a contract through ${name(call, context)} with ${Words.coins(valueWei)}: what its code will do cannot be told here.`
  return { words, findings: [{ code: 'CONTRACT_CREATED', effect: valueWei > 0n ? 'hold' : 'note', message: words }] }
}

function multiSend(args: Struct.Struct, call: Call, context: GuardContext): Meaning {
  const calls = findMultiSendCalls(Struct.bytes(args, 'transactions'))
  if (calls === undefined || calls.some(({ operation }) => operation >= CREATE))
    return unreadable('A list of calls of which one is none.')
  // Called and not run by delegatecall, it acts in its own name.
  const from = call.isDelegate === true ? call.from : undefined
  const inner = calls.map((each) => toCall({ ...call, to: from ?? call.to }, each))
  return { words: `Does ${count(calls.length)} in one go, in the name of ${name(call, context)}.`, findings: [], inner }
}

/** The first byte of the mode says what the rest is: one call, a list of them, or code to run in its own name. */
function executeAccount(args: Struct.Struct, call: Call, context: GuardContext): Meaning {
  const kind = Struct.bytes(args, 'mode')[0]
  const bytes = Struct.bytes(args, 'executionCalldata')
  if (kind === 1) {
    const { values } = decodeArguments(BATCH_FIELDS, bytes)
    return through('Calls')({ fields: BATCH_FIELDS, values }, call, context)
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
