export { conclude, type Finding, type GuardAnswer } from './Finding.ts'
export { checkSafe, type SafeAnswer, type SafeOptions } from './safe/checkSafe.ts'
export { gradeExecution as gradeSafeExecution } from './safe/gradeContent.ts'
export { parseRecords as parseSafeRecords, type RecordContext as SafeRecordContext } from './safe/parseRecords.ts'
export type { SafeCode, SafeFinding } from './safe/SafeFinding.ts'
export {
  findHashes as findSafeHashes,
  findMessageHashes as findSafeMessageHashes,
  type SafeForm,
  type SafeHashes,
} from './safe/SafeHashes.ts'
export type { Confirmation, SafeRecord, SafeTransaction } from './safe/SafeTransaction.ts'
export { type AskNode, type SafeSimulation, simulateSafe } from './safe/simulate/simulateSafe.ts'
