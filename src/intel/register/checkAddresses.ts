import { base58 } from '@scure/base'
import { Address, ChainId, TxHash } from '../../chain/index.ts'
import { LazarettoError } from '../../LazarettoError.ts'
import type { IncidentAddress, IncidentTx } from './Register.ts'
import type { AddressRecord, IncidentRecord, TxRecord } from './RegisterDocument.ts'
import type { RegisterProblem } from './RegisterError.ts'
import { ANY_EVM, findRegisterChain } from './registerChain.ts'
import { ATTACKER_ROLES } from './words.ts'

const ETHEREUM = ChainId.parse('ethereum')
const SOLANA = ChainId.parse('solana')
const SOLANA_SIGNATURE_BYTES = 64

/** An address record with its chains resolved and its text canonical, or why it is none. */
export function placeRecord(record: AddressRecord): IncidentAddress | string {
  const isAnyEvm = record.chains.length === 1 && record.chains[0] === ANY_EVM
  const chains = isAnyEvm ? [ETHEREUM] : record.chains.map(findRegisterChain)
  const texts = new Set<string>()
  for (const [i, chain] of chains.entries()) {
    if (chain === undefined) return `${JSON.stringify(record.chains[i])} is no chain, or evm stands beside one.`
    const parsed = tryTo(() => Address.parse(record.address, chain))
    if ('fault' in parsed) return parsed.fault
    texts.add(parsed.value)
  }
  const [address] = texts
  if (address === undefined || texts.size > 1)
    return 'It is written in several ways on these chains. Give each its own.'
  return { ...record, address, chains: isAnyEvm ? 'any-evm' : chains.filter((chain) => chain !== undefined) }
}

/** A transaction record with its chain resolved and its id canonical, or why it is none. */
export function placeTx(record: TxRecord): IncidentTx | string {
  const chain = record.chain === ANY_EVM ? 'any-evm' : findRegisterChain(record.chain)
  if (chain === undefined) return `${JSON.stringify(record.chain)} is no chain.`
  const parsed = tryTo(() => (chain === SOLANA ? parseSignature(record.id) : TxHash.parse(record.id)))
  return 'fault' in parsed ? parsed.fault : { ...record, chain, id: parsed.value }
}

/** Addresses and transactions that are none of their chains, and addresses that an incident has twice. */
export function checkAddresses({ id, addresses = [], transactions = [] }: IncidentRecord): RegisterProblem[] {
  const seen = new Set<string>()
  const faults = addresses.flatMap((record, i): RegisterProblem[] => {
    const placed = placeRecord(record)
    const path = `addresses[${i}]`
    if (typeof placed === 'string') return [{ code: 'LZ_REGISTER_ADDRESS', incident: id, path, message: placed }]
    const key = `${placed.address} ${String(placed.chains)}`
    const isTwice = seen.has(key)
    seen.add(key)
    const message = 'The address is here twice. Give it once.'
    return isTwice ? [{ code: 'LZ_REGISTER_ADDRESS', incident: id, path, message }] : []
  })
  const bad = transactions.flatMap((record, i): RegisterProblem[] => {
    const placed = placeTx(record)
    if (typeof placed !== 'string') return []
    return [{ code: 'LZ_REGISTER_TX', incident: id, path: `transactions[${i}]`, message: placed }]
  })
  return [...faults, ...bad]
}

/** An incident as far as its addresses go. */
interface Placed {
  readonly id: string
  readonly addresses: readonly (IncidentAddress | string)[]
}

/** Addresses that are an attacker's in one place and somebody else's in another. */
export function checkRoles(incidents: readonly Placed[]): RegisterProblem[] {
  const all = incidents.flatMap(({ id, addresses }) =>
    addresses.flatMap((placed, i) =>
      typeof placed === 'string' ? [] : [{ id, path: `addresses[${i}].role`, ...placed }],
    ),
  )
  const innocent = new Map(
    all.filter(({ role }) => !ATTACKER_ROLES.has(role)).map(({ id, role, address }) => [address, `${role} in ${id}`]),
  )
  return all.flatMap(({ id, path, role, address }): RegisterProblem[] => {
    const other = innocent.get(address)
    if (other === undefined || !ATTACKER_ROLES.has(role)) return []
    const message = `${address} is an attacker's here and ${other}. Leave out the weaker claim.`
    return [{ code: 'LZ_REGISTER_ROLE', incident: id, path, message }]
  })
}

function parseSignature(text: string): string {
  const isSignature = text.length <= 90 && /^[1-9A-HJ-NP-Za-km-z]+$/.test(text)
  if (isSignature && base58.decode(text).length === SOLANA_SIGNATURE_BYTES) return text
  throw new TxHash.InvalidTxHashError(text)
}

function tryTo<Value>(act: () => Value): { value: Value } | { fault: string } {
  try {
    return { value: act() }
  } catch (error) {
    if (error instanceof LazarettoError) return { fault: error.message }
    throw error
  }
}
