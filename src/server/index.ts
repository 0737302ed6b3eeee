export { type ExposureSummary, writeExposures } from './exposureFiles.ts'
export { vaultIn } from './folders.ts'
export { loadScreener } from './loadScreener.ts'
