export * from './addresses/index.ts'
export { conclude, type Finding, type GuardAnswer } from './Finding.ts'
export * from './repository/index.ts'
