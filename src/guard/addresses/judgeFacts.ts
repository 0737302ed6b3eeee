import { ChainId } from '../../chain/index.ts'
import type { AddressContext, AddressFacts } from './AddressContext.ts'
import type { AddressFinding } from './AddressFinding.ts'

const DAY_SECONDS = 86_400
const FRESH_SECONDS = 3 * DAY_SECONDS
// EIP-7702: an account that lets other code act for it holds this, then the address of that code.
const DELEGATION = /^0xef0100([0-9a-f]{40})$/u

/** What a node tells of the receiver; nothing where none was asked. */
export function judgeFacts({ facts, now }: AddressContext): AddressFinding[] {
  if (facts === undefined) return []
  const age = facts.firstSeen === undefined || now === undefined ? undefined : Math.max(0, now - facts.firstSeen)
  const isContract = facts.code !== undefined && facts.code !== '0x' && facts.code !== ''
  return isContract ? judgeCode(facts.code, age) : judgeAccount(facts, age)
}

function judgeCode(code: string, age: number | undefined): AddressFinding[] {
  const delegate = DELEGATION.exec(code.slice(0, 64).toLowerCase())?.[1]
  if (delegate !== undefined) return [delegated(delegate)]
  const message = 'There is a contract at this address: it decides what happens with what you send, and may keep it.'
  const found: AddressFinding = { code: 'CONTRACT', effect: 'note', message }
  return age !== undefined && age < FRESH_SECONDS ? [found, freshContract(age)] : [found]
}

function delegated(delegate: string): AddressFinding {
  const message = `This account lets the contract 0x${delegate} act for it (EIP-7702): what you send may be moved on by that contract at once.`
  return { code: 'ACCOUNT_DELEGATED', effect: 'note', message }
}

function freshContract(age: number): AddressFinding {
  const message = `The contract was made ${inWords(age)} ago. Contracts made for one theft are as young as this; ask where you have it from.`
  return { code: 'CONTRACT_FRESH', effect: 'review', message }
}

function judgeAccount(facts: AddressFacts, age: number | undefined): AddressFinding[] {
  const found: AddressFinding[] = []
  if (facts.code !== undefined && facts.codeOn?.length) found.push(elsewhere(facts.codeOn))
  if (age !== undefined && age < FRESH_SECONDS) {
    const message = `This account was first seen ${inWords(age)} ago: a new deposit address is as young, and so is one made for a theft.`
    found.push({ code: 'ACCOUNT_FRESH', effect: 'note', message })
  } else if (facts.nonce === 0 && facts.balance === 0n) {
    const message =
      'Nobody has used this account on this chain yet, as far as the node tells: a slip in it would not show.'
    found.push({ code: 'ACCOUNT_UNUSED', effect: 'note', message })
  } else if (facts.nonce === 0) {
    const message =
      'This account has sent nothing on this chain yet: a new deposit address is like that, and so is one made for a theft.'
    found.push({ code: 'ACCOUNT_FRESH', effect: 'note', message })
  }
  return found
}

function elsewhere(chains: readonly ChainId.ChainId[]): AddressFinding {
  const names = chains.slice(0, 8).map(ChainId.shortName).join(', ')
  const message = `This address is a contract on ${names}, and no contract on this chain: its owner may not be able to reach what you send here.`
  return { code: 'CONTRACT_ELSEWHERE', effect: 'review', message }
}

function inWords(seconds: number): string {
  const [count, unit] =
    seconds < DAY_SECONDS ? [Math.floor(seconds / 3600), 'hour'] : [Math.floor(seconds / DAY_SECONDS), 'day']
  return count === 0 ? 'less than an hour' : `${count} ${unit}${count === 1 ? '' : 's'}`
}
