import { found, type SafeFinding } from './SafeFinding.ts'
import { FORMS, findForm, findHashes, type SafeForm, type SafeHashes } from './SafeHashes.ts'
import type { SafeRecord } from './SafeTransaction.ts'

/** What owners sign to agree, as made from the fields. */
export interface Identity {
  readonly form?: SafeForm | undefined
  readonly hashes?: SafeHashes | undefined
  readonly findings: readonly SafeFinding[]
}

/** Records are held against each other: each is hashed once. */
const identities = new WeakMap<SafeRecord, Identity>()

/**
 * Finds the hash of the fields, and what it has to do with the hash that the record carries: the form of a Safe's hash is that of
 * its version when it was made, and Safes are upgraded.
 */
export function identify(record: SafeRecord): Identity {
  const identity = identities.get(record) ?? findIdentity(record)
  identities.set(record, identity)
  return identity
}

function findIdentity(record: SafeRecord): Identity {
  const { statedHash, transaction } = record
  const named = record.form ?? (record.version === undefined ? undefined : findForm(record.version))
  const form = named ?? 'chain'
  const hashes = findHashes(transaction, form)
  if (statedHash === undefined) return assume({ form, hashes }, named !== undefined)
  if (hashes?.safeTx === statedHash) return { form, hashes, findings: gradeForm(record, form) }
  for (const other of FORMS.filter((each) => each !== form)) {
    const others = findHashes(transaction, other)
    if (others?.safeTx === statedHash) return { form: other, hashes: others, findings: gradeForm(record, other) }
  }
  return { form, hashes, findings: [hashes === undefined ? unknown() : differing(statedHash, hashes.safeTx)] }
}

function assume(chosen: Pick<Identity, 'form' | 'hashes'>, isNamed: boolean): Identity {
  if (chosen.hashes === undefined) return { ...(isNamed && { form: chosen.form }), findings: [unknown()] }
  return { ...chosen, findings: isNamed ? [] : [assumed(chosen.hashes.safeTx)] }
}

function gradeForm({ version }: SafeRecord, form: SafeForm): SafeFinding[] {
  const expected = version === undefined ? undefined : findForm(version)
  if (expected === undefined || expected === form) return []
  const message = `The hash is made as Safes of another version than ${version} make it. That is right only for what is older than an upgrade: what is still to be executed should be proposed anew.`
  return [found('HASH_OTHER_VERSION', 'review', message)]
}

function differing(stated: string, computed: string): SafeFinding {
  const message = `The stated hash is ${stated}, but the fields have the hash ${computed}: whoever signs the one does not sign the other. Do not sign; find out who has shown you this.`
  return found('HASH_OTHER', 'block', message)
}

function assumed(computed: string): SafeFinding {
  const message = `Nobody said which version the Safe has. From 1.3.0 on the hash is ${computed}; compare it with what your device shows.`
  return found('HASH_ASSUMED', 'note', message)
}

function unknown(): SafeFinding {
  const message =
    'The hash that is signed cannot be made without the chain and the nonce: neither the stated hash nor signatures were checked.'
  return found('HASH_UNKNOWN', 'hold', message)
}
