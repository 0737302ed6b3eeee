export { createApp } from './createApp.ts'
export type { Desk, Limits } from './Desk.ts'
export { type PolicyFile, readPolicyFile } from './edition/PolicyFile.ts'
export { type ExposureSummary, writeExposures } from './exposureFiles.ts'
export { vaultIn } from './folders.ts'

export { fromRecord, keepForScreenings, resolveLabels, toRecord } from './labelRecords.ts'

export { type Listening, type ListenOptions, listen } from './listen.ts'
export { loadScreener } from './loadScreener.ts'
export { type DeskOptions, type OpenDesk, openDesk } from './openDesk.ts'
export { endpoints } from './routes/index.ts'
