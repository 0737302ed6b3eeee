export { loadScreener, vaultIn } from './loadScreener.ts'
