import { EvmAddress } from '../../chain/index.ts'
import type { GuardContext } from '../context.ts'
import { AbiError } from '../signing/abi/AbiError.ts'
import { tupleOf } from '../signing/abi/AbiType.ts'
import { decodeArguments } from '../signing/abi/decodeArguments.ts'
import type { AbiFunction } from '../signing/abi/parseSignature.ts'
import type { Call, Description } from '../signing/calls/Call.ts'
import * as Hex from '../signing/Hex.ts'
import type { TypedExplainers } from '../signing/typed/explainTypedData.ts'
import type { TypedData } from '../signing/typed/TypedData.ts'
import type { Descriptor, Format } from './Descriptor.ts'
import { DescriptorError } from './DescriptorError.ts'
import { describe } from './describe.ts'
import { findFunction } from './readAbi.ts'
import { FIELDS_MAX, type Scope } from './Scope.ts'

/** Says calls and typed data in the words of the protocols that they are for. */
export interface Descriptions {
  readonly describeCall: NonNullable<TypedExplainers['describeCall']>
  readonly describeTyped: NonNullable<TypedExplainers['describeTyped']>
}

const SELECTOR_BYTES = 4
const ODD = 'Its arguments are not written as encoders write them: a wallet may read them otherwise.'

interface Described {
  readonly descriptor: Descriptor
  readonly format: Format
}

type DescribedCall = Described & { readonly known: AbiFunction }

/**
 * Descriptors as what `explainCall`, `explainTransaction` and `explainTypedData` take as explainers.
 *
 * What a descriptor does not fit is not said in its words: another chain, contract or domain, arguments that cannot be read, an
 * address that is known as a scam. Calls inside of it are handed back, to be looked at as any other. Where two describe the same,
 * the first is taken.
 *
 * @example
 * const descriptions = createDescriptions([parseDescriptor(text)])
 * explainTransaction('0x02f8...', {}, descriptions).explanation?.words // 'Repay loan, interaction with Aave DAO. ...'
 */
export function createDescriptions(descriptors: readonly Descriptor[]): Descriptions {
  const calls = new Map<string, DescribedCall>()
  for (const descriptor of descriptors.filter(({ domain }) => domain === undefined)) addCalls(calls, descriptor)
  const typed = descriptors.filter(({ domain }) => domain !== undefined)
  return {
    describeCall: (call, context) => describeCall(calls, call, context),
    describeTyped: (data, context) => describeTyped(typed, data, context),
  }
}

function addCalls(calls: Map<string, DescribedCall>, descriptor: Descriptor): void {
  for (const format of descriptor.formats) {
    const known = findSigned(descriptor, format)
    if (known === undefined) continue
    for (const { chainId, address } of descriptor.deployments) {
      const key = `${chainId} ${address} ${known.selector}`
      if (!calls.has(key)) calls.set(key, { descriptor, format, known })
    }
  }
}

/** A key without the arguments' names, or a selector, takes them from the descriptor's own ABI. */
function findSigned({ functions }: Descriptor, { key }: Format): AbiFunction | undefined {
  const known = findFunction(key)
  if (known?.inputs.every(({ name }) => name !== '')) return known
  return functions.find(({ selector }) => selector === (known?.selector ?? key.toLowerCase())) ?? known
}

type Calls = ReadonlyMap<string, DescribedCall>

function describeCall(calls: Calls, call: Call, context: GuardContext): Description | undefined {
  const { chainId } = call
  const selector = Hex.ofBytes(call.data.subarray(0, SELECTOR_BYTES))
  const found = calls.get(`${chainId} ${call.to} ${selector}`)
  if (found === undefined || call.isDelegate === true) return undefined
  return attempt(() => {
    const { values, oddities } = decodeArguments(found.known.inputs, call.data.subarray(SELECTOR_BYTES))
    const data = { value: values, type: tupleOf(found.known.inputs) }
    const around = { to: call.to, from: call.from ?? context.from, valueWei: call.valueWei, chainId }
    const said = sayAll(found, { place: { context, chainId }, data, around })
    return oddities.some((oddity) => oddity !== 'trailing') ? { ...said, words: `${said.words} ${ODD}` } : said
  })
}

function describeTyped(
  descriptors: readonly Descriptor[],
  typed: TypedData,
  context: GuardContext,
): Description | undefined {
  const found = findTyped(descriptors, typed)
  if (found === undefined) return undefined
  const { domain, message } = typed
  const chainId = domain.chainId === undefined ? undefined : Number(domain.chainId)
  const data = { value: message.values, type: tupleOf(message.fields) }
  const around = { to: domain.verifyingContract, from: context.from, valueWei: undefined, chainId }
  return attempt(() => sayAll(found, { place: { context, chainId }, data, around }))
}

function sayAll(
  { descriptor, format }: Described,
  { place, data, around }: Pick<Scope, 'place' | 'data' | 'around'>,
): Description {
  const inner: Call[] = []
  const words = describe({ descriptor, place, data, here: data, around, inner, budget: { left: FIELDS_MAX } }, format)
  return { words, inner }
}

function findTyped(descriptors: readonly Descriptor[], data: TypedData): Described | undefined {
  for (const descriptor of descriptors) {
    const format = isForDomain(descriptor, data)
      ? descriptor.formats.find(({ key }) => key === data.typeText || key === data.primaryType)
      : undefined
    if (format !== undefined) return { descriptor, format }
  }
  return undefined
}

function isForDomain(
  { domain = {}, domainSeparator, deployments }: Descriptor,
  { domain: signed, domainHash }: TypedData,
): boolean {
  const isThere = deployments.some(
    ({ chainId, address }) => signed.chainId === BigInt(chainId) && signed.verifyingContract === address,
  )
  if (deployments.length > 0 && !isThere) return false
  const members = [
    [domainSeparator, Hex.ofBytes(domainHash)],
    [domain['name'], signed.name],
    [domain['version'], signed.version],
    [domain['chainId'], signed.chainId],
    [domain['verifyingContract'], signed.verifyingContract],
  ] as const
  const said = members.filter(([wanted]) => wanted !== undefined)
  const isBound = deployments.length > 0 || said.length > 0
  return (
    isBound &&
    said.every(([wanted, is]) => is !== undefined && String(wanted).toLowerCase() === String(is).toLowerCase())
  )
}

/** A descriptor that does not fit says nothing. */
function attempt(say: () => Description): Description | undefined {
  try {
    return say()
  } catch (error) {
    if (
      error instanceof DescriptorError ||
      error instanceof AbiError ||
      error instanceof EvmAddress.InvalidEvmAddressError
    )
      return undefined
    throw error
  }
}
