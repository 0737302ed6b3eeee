import { EvmAddress } from '../../chain/index.ts'
import { isObject, type JsonObject } from '../JsonObject.ts'
import * as Hex from '../signing/Hex.ts'
import { parseTypedData } from '../signing/typed/parseTypedData.ts'
import * as Fields from './Fields.ts'
import { SafeError } from './SafeError.ts'
import type { SafeForm } from './SafeHashes.ts'
import type { Confirmation, SafeRecord, SafeTransaction } from './SafeTransaction.ts'
import { splitSignatures } from './splitSignatures.ts'

/** What a record leaves out and its reader knows. */
export interface RecordContext {
  readonly chainId?: number | undefined
  readonly safe?: EvmAddress.EvmAddress | undefined
  readonly version?: string | undefined
  readonly threshold?: number | undefined
  /** The one that the Safe takes next. */
  readonly nonce?: bigint | undefined
}

const RECORDS_MAX = 1_000
const CONFIRMATIONS_MAX = 200
const NOTHING = new Uint8Array(0)
/** Names under which lists of transactions stand: of the service, and of files that people make of its answers. */
const LISTS = ['results', 'txs', 'transactions'] as const

/**
 * Parses what the Safe transaction service (API v1 and v2) or Safe's gateway says of a transaction, typed data of `SafeTx`, a
 * proposal, or plain fields; one of them or a list. Unknown keys are let pass, and null stands for zero as the service writes it.
 *
 * @throws SafeError `LZ_GUARD_SAFE_RECORD`, `LZ_GUARD_SAFE_FIELD`, `LZ_GUARD_SAFE_LIMIT`; SigningError `LZ_GUARD_TYPED_DATA`
 * @source https://docs.safe.global/core-api/transaction-service-reference/mainnet
 * @example
 * parseRecords({ safe: '0x...', to: '0x...', value: '0', data: null, operation: 0, nonce: 4 }, { chainId: 1 }).length // 1
 * parseRecords({ to: '0x...' }) // throws LZ_GUARD_SAFE_RECORD
 */
export function parseRecords(json: unknown, context: RecordContext = {}): readonly SafeRecord[] {
  if (Array.isArray(json)) return parseRecords({ results: json }, context)
  if (!isObject(json)) throw new SafeError('LZ_GUARD_SAFE_RECORD', 'That is no object')
  const name = LISTS.find((each) => Array.isArray(json[each]))
  const common = { ...context, ...withoutAbsent(readContext(json)) }
  if (name === undefined) return [parseRecord(json, common)]
  return Fields.list(json, name, RECORDS_MAX).map((record) => parseRecord(record, common))
}

function parseRecord(json: JsonObject, context: RecordContext): SafeRecord {
  const fields = flatten(json)
  const own = { ...context, ...withoutAbsent(readContext(fields)) }
  if (!('to' in fields) || !('operation' in fields))
    throw new SafeError('LZ_GUARD_SAFE_RECORD', 'There is no to or no operation')
  return {
    transaction: parseTransaction(fields, own),
    statedHash: findTypedHash(json) ?? Fields.findHash(fields, 'safeTxHash', 'contractTransactionHash'),
    version: own.version,
    form: findShownForm(json),
    threshold: own.threshold,
    confirmations: readConfirmations(fields),
    executor: Fields.findAddress(fields, 'executor'),
    isExecuted: fields['isExecuted'] === true || Fields.findHash(fields, 'transactionHash', 'txHash') !== undefined,
  }
}

/** Puts fields that stand deeper in the gateway's answers and in typed data where the service has them. */
function flatten(json: JsonObject): JsonObject {
  const { message, domain, txData, detailedExecutionInfo } = json
  if (isObject(message) && 'to' in message) {
    const { verifyingContract, chainId } = isObject(domain) ? domain : {}
    return { ...json, ...message, safe: verifyingContract, chainId: chainId ?? json['chainId'] }
  }
  if (!isObject(txData) || !isObject(detailedExecutionInfo)) return json
  return { ...json, ...detailedExecutionInfo, ...txData, data: txData['hexData'], safe: json['safeAddress'] }
}

/** What is signed of typed data hangs on the types that come with them: others than a Safe's have another hash. */
function findTypedHash(json: JsonObject): string | undefined {
  return isObject(json['types']) ? Hex.ofBytes(parseTypedData(json).digest) : undefined
}

/** Typed data name the fields that their hash is made of. */
function findShownForm({ domain, message }: JsonObject): SafeForm | undefined {
  if (!isObject(domain) || !isObject(message)) return undefined
  if ('dataGas' in message) return 'data-gas'
  return 'chainId' in domain ? 'chain' : 'plain'
}

function parseTransaction(fields: JsonObject, { chainId, safe, nonce }: RecordContext): SafeTransaction {
  return {
    chainId,
    safe: safe ?? Fields.address(fields, 'safe'),
    to: Fields.address(fields, 'to'),
    valueWei: Fields.findUint(fields, 'value') ?? 0n,
    data: Fields.findBytes(fields, 'data') ?? NOTHING,
    isDelegate: readOperation(fields),
    safeTxGas: Fields.findUint(fields, 'safeTxGas') ?? 0n,
    baseGas: Fields.findUint(fields, 'baseGas', 'dataGas') ?? 0n,
    gasPrice: Fields.findUint(fields, 'gasPrice') ?? 0n,
    gasToken: Fields.findAddress(fields, 'gasToken') ?? EvmAddress.zero,
    refundReceiver: Fields.findAddress(fields, 'refundReceiver') ?? EvmAddress.zero,
    nonce: Fields.findUint(fields, 'nonce') ?? nonce,
  }
}

/** The field decides over everything: it is never taken for zero. */
function readOperation(fields: JsonObject): boolean {
  const operation = Fields.uint(fields, 'operation')
  if (operation > 1n)
    throw new SafeError('LZ_GUARD_SAFE_FIELD', `operation is ${operation}: neither 0 (call) nor 1 (delegatecall)`)
  return operation === 1n
}

function readConfirmations(fields: JsonObject): readonly Confirmation[] {
  const stored = Fields.list(fields, 'confirmations', CONFIRMATIONS_MAX).map((entry) => ({
    owner: Fields.address(entry, 'owner', 'signer'),
    signature: Fields.findBytes(entry, 'signature'),
  }))
  if (stored.length > 0) return stored
  const sender = Fields.findAddress(fields, 'sender')
  const signature = Fields.findBytes(fields, 'signature')
  if (sender !== undefined && signature !== undefined) return [{ owner: sender, signature }]
  return splitSignatures(Fields.findBytes(fields, 'signatures') ?? NOTHING)
}

function readContext(fields: JsonObject): RecordContext {
  return {
    chainId: Fields.findNumber(fields, 'chainId'),
    safe: Fields.findAddress(fields, 'safe'),
    version: Fields.findText(fields, 'safeVersion', 'version'),
    threshold: Fields.findNumber(fields, 'confirmationsRequired', 'threshold'),
  }
}

function withoutAbsent(context: RecordContext): RecordContext {
  return Object.fromEntries(Object.entries(context).filter(([, value]) => value !== undefined))
}
