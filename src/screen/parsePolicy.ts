import type { z } from 'zod'
import { LazarettoError } from '../LazarettoError.ts'
import { findRepeatedKey } from './findRepeatedKey.ts'
import { type Policy, policyDocument } from './Policy.ts'

const TEXT_LENGTH_MAX = 1_000_000
const PLACES_MAX = 10

/**
 * Reads a policy file; one that would not do what it seems to say is refused.
 *
 * @param text - JSON in the form of `docs/policy.schema.json`.
 * @throws PolicyError `LZ_POLICY_SYNTAX` for what is no JSON or has a key `__proto__`, `LZ_POLICY_KEY_TWICE` for a key that occurs twice in an
 * object, `LZ_POLICY_SCHEMA` with each place that is wrong
 * @example
 * parsePolicy('{"format":"lazaretto-policy/1", ...}')
 * parsePolicy('{"format":"lazaretto-policy/2"}') // throws LZ_POLICY_SCHEMA
 */
export function parsePolicy(text: string): Policy {
  const document = parseJson(text)
  const twice = findRepeatedKey(text)
  if (twice !== undefined) throw new PolicyError('LZ_POLICY_KEY_TWICE', sayTwice(twice))
  const result = policyDocument.safeParse(document)
  if (result.success) return result.data
  const places = result.error.issues.slice(0, PLACES_MAX).map(describe)
  throw new PolicyError('LZ_POLICY_SCHEMA', `The policy is refused. ${places.join('. ')}.`)
}

function parseJson(text: string): unknown {
  try {
    if (text.length <= TEXT_LENGTH_MAX) return JSON.parse(text, refuseOwnKeys)
  } catch (cause) {
    throw new PolicyError('LZ_POLICY_SYNTAX', `The policy cannot be read as JSON: ${String(cause)}`)
  }
  throw new PolicyError('LZ_POLICY_SYNTAX', `The policy has more than ${TEXT_LENGTH_MAX} characters; it cannot be one.`)
}

/** A key that a schema of objects passes over in silence. */
function refuseOwnKeys(key: string, value: unknown): unknown {
  if (key === '__proto__') throw new SyntaxError('a key of it is __proto__')
  return value
}

/** What is wrong with a key is said inside its issue. */
function describe(issue: z.core.$ZodIssue): string {
  const { path, message } = issue
  const why = issue.code === 'invalid_key' ? (issue.issues[0]?.message ?? message) : message
  return `${path.join('.') || 'the file'}: ${why.replace(/\.$/, '')}`
}

function sayTwice(place: string): string {
  return `The policy is refused. ${place} occurs twice, and only one of them would be in force. Leave one.`
}

type PolicyErrorCode = 'LZ_POLICY_SYNTAX' | 'LZ_POLICY_KEY_TWICE' | 'LZ_POLICY_SCHEMA' | 'LZ_POLICY_LIST'

/** A policy file that is wrong, and so not in force; or, of `LZ_POLICY_LIST`, one that may hold a slip. */
export class PolicyError extends LazarettoError {
  override readonly name = 'PolicyError'

  constructor(code: PolicyErrorCode, message: string) {
    super(code, 'input', message)
  }
}
