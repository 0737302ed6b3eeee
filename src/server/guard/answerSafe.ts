import { EvmAddress } from '../../chain/index.ts'
import {
  checkSafe,
  conclude,
  type Finding,
  type GuardContext,
  parseSafeRecords,
  type SafeAnswer,
  type SafeHashes,
  type SafeOptions,
  type SafeRecord,
  type SafeSimulation,
  simulateSafe,
} from '../../guard/index.ts'
import { loadRecoverKey } from '../../ledger/index.ts'
import * as Verdict from '../../Verdict.ts'
import { findShown, judgeDevice } from './deviceView.ts'
import type { SafeDocument, SafeStateRecord, SafeTransactionRecord, SimulationRecord } from './GuardDocument.ts'
import { GuardError } from './GuardError.ts'
import type { GuardTools } from './GuardTools.ts'
import { gradeOrigin } from './gradeOrigin.ts'
import { learnAgreed } from './learnAgreed.ts'
import { assertChain } from './readFacts.ts'
import { readSafe, type SafeState } from './readSafe.ts'
import { listCalls, showEvm, toFinding, toTime } from './records.ts'

/** Records of one or more transactions of Safes, and what is known around them. */
export interface SafeQuestion {
  /** As the Safe transaction service writes it, one or a list; typed data of `SafeTx`; plain fields. */
  readonly record: unknown
  /** What the record leaves out. */
  readonly chainId?: number | undefined
  readonly safe?: EvmAddress.EvmAddress | undefined
  readonly version?: string | undefined
  readonly owners?: readonly EvmAddress.EvmAddress[] | undefined
  readonly threshold?: number | undefined
  readonly nonce?: bigint | undefined
  readonly device?: Partial<SafeHashes> | undefined
  readonly origin?: string | undefined
  /** Whether the user's own address book is part of what is known. */
  readonly hasBook?: boolean | undefined
  /** Block for the node, as nodes take it; the newest where it is not said. */
  readonly block?: string | undefined
  /** Signatures that are looked at in all; as many as there are where it is not said. */
  readonly confirmationsMax?: number | undefined
}

/** A node tries so many transactions. */
const SIMULATED_MAX = 16

/**
 * Checks transactions of a Safe; where a node was named, it says who owns the Safe, and tries what would change.
 *
 * @throws SafeError `LZ_GUARD_SAFE_*`; GuardError `LZ_GUARD_NODE`; SourceError of the node
 */
export async function answerSafe(question: SafeQuestion, tools: GuardTools): Promise<SafeDocument> {
  const parsed = parseSafeRecords(question.record, question)
  assertBounded(parsed, question)
  const state = await readState(parsed, question, tools)
  const records = parsed.map((record) => ({ ...record, version: record.version ?? state?.version }))
  const shown = findShown(records, question.device ?? {})
  const transactions: SafeTransactionRecord[] = []
  for (const record of records) {
    const device = shown.includes(record) ? question.device : undefined
    transactions.push(await answerOne({ record, records, question, state, device }, tools))
  }
  const safes = [...new Set(transactions.map(({ safe }) => safe))]
  return {
    schema: 'lazaretto/guard/1',
    kind: 'safe',
    subject: `${records.length === 1 ? 'a transaction' : `${records.length} transactions`} of ${safes.join(', ') || 'no Safe'}`,
    verdict: Verdict.worst(transactions.length === 0 ? ['hold'] : transactions.map(({ verdict }) => verdict)),
    time: toTime(tools.nowSec),
    node: state === undefined ? null : toState(state),
    transactions,
  }
}

function assertBounded(records: readonly SafeRecord[], { confirmationsMax = Infinity }: SafeQuestion): void {
  const count = records.reduce((sum, { confirmations }) => sum + confirmations.length, 0)
  if (count <= confirmationsMax) return
  throw new GuardError(
    'LZ_GUARD_LIMIT',
    `There are ${count} signatures, of at most ${confirmationsMax}. Give fewer records.`,
  )
}

/** A node is asked of one Safe on one chain. */
async function readState(
  records: readonly SafeRecord[],
  { block = 'latest' }: SafeQuestion,
  { ask }: GuardTools,
): Promise<SafeState | undefined> {
  const [first] = records
  if (ask === undefined || first === undefined) return undefined
  const { safe, chainId } = first.transaction
  if (records.some(({ transaction }) => transaction.safe !== safe || transaction.chainId !== chainId)) {
    throw new GuardError(
      'LZ_GUARD_NODE',
      'The records are of several Safes or chains. Give those of one Safe, or leave the node out.',
    )
  }
  if (records.length > SIMULATED_MAX) {
    throw new GuardError(
      'LZ_GUARD_NODE',
      `A node tries ${SIMULATED_MAX} transactions at a time, not ${records.length}. Give fewer, or leave the node out.`,
    )
  }
  await assertChain(ask, chainId)
  return await readSafe(ask, safe, block)
}

interface One {
  readonly record: SafeRecord
  readonly records: readonly SafeRecord[]
  readonly question: SafeQuestion
  readonly state: SafeState | undefined
  /** What the device shows, where it may be of this record. */
  readonly device: Partial<SafeHashes> | undefined
}

async function answerOne(one: One, tools: GuardTools): Promise<SafeTransactionRecord> {
  const { record, records, question, state, device } = one
  const { descriptions, know, nowSec, ask } = tools
  const { chainId, origin, hasBook = false } = question
  const context: GuardContext = { chainId, origin, now: nowSec, know, hasBook }
  const options: SafeOptions = {
    context,
    owners: question.owners ?? state?.owners,
    threshold: question.threshold ?? state?.threshold,
    nonceNext: question.nonce ?? state?.nonce,
    pending: records,
    device,
    explainers: descriptions,
    recover: await loadRecoverKey(),
  }
  const block = question.block ?? 'latest'
  const hasAgreed =
    ask && (await learnAgreed(ask, block, (noting) => checkSafe(record, { ...options, hasAgreed: noting })))
  const answer = checkSafe(record, { ...options, hasAgreed })
  const seen = ask && (await simulateSafe(record.transaction, ask, block))
  const asking = gradeOrigin(origin, tools)
  const shown = device === undefined || Object.keys(device).length === 0 ? [] : judgeDevice(answer, device)
  const findings = [...asking, ...answer.findings, ...shown, ...(seen?.findings ?? [])]
  return toRecord(record, { ...answer, ...conclude<Finding>(findings) }, seen)
}

type Answer = Omit<SafeAnswer, 'findings'> & { readonly findings: readonly Finding[] }

function toRecord(record: SafeRecord, answer: Answer, seen: SafeSimulation | undefined): SafeTransactionRecord {
  const { safe, chainId, nonce, to, valueWei, isDelegate } = record.transaction
  return {
    verdict: answer.verdict,
    findings: answer.findings.map(toFinding),
    safe: EvmAddress.display(safe),
    chainId: chainId ?? null,
    nonce: nonce === undefined ? null : String(nonce),
    to: EvmAddress.display(to),
    valueWei: String(valueWei),
    operation: isDelegate ? 'delegatecall' : 'call',
    statedHash: record.statedHash ?? null,
    form: answer.form ?? null,
    hashes: answer.hashes ?? null,
    signers: answer.signers.map(({ owner, signer, kind }) => ({
      owner: showEvm(owner),
      signer: showEvm(signer),
      kind,
    })),
    calls: listCalls(answer.explanation),
    simulation: seen === undefined ? null : toSimulation(seen),
  }
}

function toSimulation({ method, isSuccess, changes }: SafeSimulation): SimulationRecord {
  return {
    method,
    isSuccess: isSuccess ?? null,
    changes: changes.map(({ address, balanceWei, slots }) => ({
      address: EvmAddress.display(address),
      balanceWei:
        balanceWei === undefined ? null : { before: String(balanceWei.before), after: String(balanceWei.after) },
      slots,
    })),
  }
}

function toState({ owners, threshold, nonce, version }: SafeState): SafeStateRecord {
  return { owners: owners.map(EvmAddress.display), threshold, nonce: String(nonce), version: version ?? null }
}
