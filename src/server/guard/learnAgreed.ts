import { type EvmAddress, HexBytes } from '../../chain/index.ts'
import type { AskNode, Claim, HasAgreed } from '../../guard/index.ts'

/** Selectors. @source https://github.com/safe-global/safe-smart-account, `checkNSignatures` of 1.4.1 and 1.5.0 */
const APPROVED_HASHES = '0x7d832974'
const IS_VALID_SIGNATURE_OF_BYTES = '0x20c13b0b'
const IS_VALID_SIGNATURE_OF_HASH = '0x1626ba7e'

/** A node is asked about so many signatures. */
const CLAIMS_MAX = 64
const WORD = /^0x[0-9a-f]{64}/i
const REVERT = /execution reverted|VM execution error/i
const REVERT_CODE = 3

/** A call to whoever knows, and whether a word that it returns is a yes. */
interface Inquiry {
  readonly to: EvmAddress.EvmAddress
  readonly data: string
  isYes(word: string): boolean
}

/**
 * Asks a node whether contracts have signed, and approvals stand, of which a check would like to know.
 *
 * Contracts are asked in the name of the Safe. One that reverts or answers anything else has not agreed; where the node fails, or
 * more than 64 are asked about, nothing is known.
 *
 * @param block - As nodes take it.
 * @param check - Is run once, and asks for each claim; the answers are for running it again.
 */
export async function learnAgreed(
  ask: AskNode,
  block: string,
  check: (noting: HasAgreed) => unknown,
): Promise<HasAgreed> {
  const claims = new Map<string, Claim>()
  check((claim) => {
    if (claims.size < CLAIMS_MAX) claims.set(keyOf(claim), claim)
    return undefined
  })
  const answers = new Map<string, boolean | undefined>()
  for (const [key, claim] of claims) answers.set(key, await askClaim(ask, block, claim))
  return (claim) => answers.get(keyOf(claim))
}

function keyOf({ transaction, hashes, owner, contractSignature }: Claim): string {
  const signed = contractSignature === undefined ? 'approval' : HexBytes.toHex(contractSignature)
  return [transaction.safe, hashes.safeTx, owner, signed].join(' ')
}

/** One yes is enough; for a no all have to say so. */
async function askClaim(ask: AskNode, block: string, claim: Claim): Promise<boolean | undefined> {
  const answers: (boolean | undefined)[] = []
  for (const { to, data, isYes } of listInquiries(claim)) {
    const answer = await call(ask, { from: claim.transaction.safe, to, data }, block)
    const word = answer === undefined ? undefined : WORD.exec(answer)?.[0].toLowerCase()
    answers.push(answer === undefined ? undefined : word !== undefined && isYes(word))
  }
  if (answers.includes(true)) return true
  return answers.includes(undefined) ? undefined : false
}

function listInquiries({ transaction, hashes, owner, contractSignature }: Claim): Inquiry[] {
  const hash = hashes.safeTx.slice(2)
  if (contractSignature === undefined) {
    const data = `${APPROVED_HASHES}${owner.slice(2).padStart(64, '0')}${hash}`
    return [{ to: transaction.safe, data, isYes: (word) => BigInt(word) !== 0n }]
  }
  const signature = encodeBytes(HexBytes.toHex(contractSignature).slice(2))
  const signed = encodeBytes(`1901${hashes.domain.slice(2)}${hashes.message.slice(2)}`)
  const ofHash = `${hash}${word(64)}${signature}`
  const ofBytes = `${word(64)}${word(64 + signed.length / 2)}${signed}${signature}`
  return [[IS_VALID_SIGNATURE_OF_BYTES, ofBytes] as const, [IS_VALID_SIGNATURE_OF_HASH, ofHash] as const].map(
    ([magic, rest]) => ({
      to: owner,
      data: `${magic}${rest}`,
      isYes: (answer) => answer === magic.padEnd(66, '0'),
    }),
  )
}

/** Nothing but `0x` where the call reverts; undefined where the node does not say. */
async function call(ask: AskNode, sent: unknown, block: string): Promise<string | undefined> {
  try {
    const answer = await ask('eth_call', [sent, block])
    return typeof answer === 'string' ? answer : undefined
  } catch (error) {
    return isRevert(error) ? '0x' : undefined
  }
}

function isRevert(error: unknown): boolean {
  if (!(error instanceof Error)) return false
  return ('rpcCode' in error && error.rpcCode === REVERT_CODE) || REVERT.test(error.message)
}

function encodeBytes(digits: string): string {
  return `${word(digits.length / 2)}${digits.padEnd(Math.ceil(digits.length / 64) * 64, '0')}`
}

function word(value: number): string {
  return value.toString(16).padStart(64, '0')
}
