export { conclude, type Finding, type GuardAnswer } from './Finding.ts'
