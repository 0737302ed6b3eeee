import { createHash } from 'node:crypto'
import { defaultPolicy, type Policy, parsePolicy } from '../../screen/index.ts'

/** A policy and what it is known by in the log: two files of one name are two policies. */
export interface PolicyFile {
  readonly policy: Policy
  /** SHA-256 of the file, hex. */
  readonly sha256: string
}

/** Reads a policy; the default where there is none. @throws PolicyError */
export function readPolicyFile(text: string = JSON.stringify(defaultPolicy)): PolicyFile {
  return { policy: parsePolicy(text), sha256: createHash('sha256').update(text).digest('hex') }
}
