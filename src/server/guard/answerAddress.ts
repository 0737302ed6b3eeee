import { assertNoBareKey, assertNoSecret, type ChainId } from '../../chain/index.ts'
import {
  type AddressClaim,
  type AddressFacts,
  type Contact,
  conclude,
  createAddressBook,
  guardAddress,
  type PastTransfer,
} from '../../guard/index.ts'
import type { AddressAnswer } from '../../screen/index.ts'
import type { AddressDocument } from './GuardDocument.ts'
import type { GuardTools } from './GuardTools.ts'
import { readFacts } from './readFacts.ts'
import { toFinding, toTime } from './records.ts'
import { screenFindings } from './screenFindings.ts'

/** A receiver, and what is known around it. */
export interface AddressQuestion {
  readonly address: string
  readonly chain?: ChainId.ChainId | undefined
  readonly contacts?: readonly Contact[] | undefined
  readonly history?: readonly PastTransfer[] | undefined
  /** What others say of an address; asked with its canonical spelling. */
  readonly claims?: readonly AddressClaim[] | undefined
  /** What the lists of sanctions, thefts and labels say of it. */
  readonly screening: AddressAnswer
}

/**
 * Checks a receiver, and says what the lists say of it; where a node was named, it is asked what is there.
 *
 * @throws InvalidAddressError, GuardAddressError; SecretError; GuardError `LZ_GUARD_NODE`; SourceError of the node
 */
export async function answerAddress(question: AddressQuestion, { ask, nowSec }: GuardTools): Promise<AddressDocument> {
  const { address: text, chain, contacts, history, claims = [], screening } = question
  assertNoSecret(text)
  assertNoBareKey(text)
  const book = contacts === undefined ? undefined : createAddressBook(contacts)
  const { address } = guardAddress(text, { chain })
  const facts: AddressFacts | undefined = ask && (await readFacts(ask, { address, chain }))
  const answer = guardAddress(text, { chain, book, history, claims, facts, now: nowSec })
  const { verdict, findings } = conclude([...answer.findings, ...screenFindings(screening)])
  return {
    schema: 'lazaretto/guard/1',
    kind: 'address',
    subject: answer.address,
    verdict,
    time: toTime(nowSec),
    chain: chain ?? null,
    findings: findings.map(toFinding),
    imitates: answer.imitates.map(({ contact, head, tail, differing }) => {
      const shown = guardAddress(contact.address, { chain }).address
      return { address: shown, name: contact.name ?? null, head, tail, differing }
    }),
    unchecked: answer.unchecked,
  }
}
