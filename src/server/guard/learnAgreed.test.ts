import { concatBytes, hexToBytes } from '@noble/hashes/utils.js'
import { type Abi, encodeFunctionData, keccak256, parseAbi, toHex } from 'viem'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { EvmAddress } from '../../chain/index.ts'
import {
  type AskNode,
  checkSafe,
  createExecutionCheck,
  explainCall,
  findSafeHashes,
  parseSafeRecords,
  type SafeRecord,
} from '../../guard/index.ts'
import { type Anvil, hasAnvil, startAnvil } from '../../startAnvil.support.ts'
import { learnAgreed } from './learnAgreed.ts'

const EXEC = 'execTransaction(address,uint256,bytes,uint8,uint256,uint256,uint256,address,address,bytes)'
const ofBytes = at('1')
const ofHash = at('2')
const refusing = at('3')
const reverting = at('4')
const failing = at('5')
const approver = at('6')
const silent = at('7')
const signed = Uint8Array.from({ length: 33 }, (_, i) => i + 1)
const plain = { safe: at('a'), to: at('b'), value: 0, data: null, operation: 0, nonce: 7, chainId: 1, version: '1.4.1' }
const [record = expect.fail()] = parseSafeRecords(plain)
const { transaction } = record
const hashes = findSafeHashes(transaction, 'chain') ?? expect.fail()
const preimage = hexToBytes(`1901${hashes.domain.slice(2)}${hashes.message.slice(2)}`)

/**
 * Code that answers one call alone, of the Safe alone, and all others with zero: the hash of the whole call is compared (CALLDATACOPY,
 * KECCAK256, EQ), multiplied with whether the caller is right and with what is answered, and returned.
 */
function answering(call: Uint8Array, answer: string, caller = transaction.safe): string {
  const isCall = `36600060003736600020${`7f${keccak256(call).slice(2)}`}14`
  return `0x${isCall}3373${caller.slice(2)}1402${`7f${answer}`}0260005260206000f3`
}

function at(digit: string): EvmAddress.EvmAddress {
  return EvmAddress.parse(`0x${digit.repeat(40)}`)
}

/** A call's data, as viem encodes them. */
function encode(signature: string, ...values: readonly unknown[]): Uint8Array {
  const abi = parseAbi([`function ${signature}`] as string[]) as Abi
  const args = values.map((value) => (value instanceof Uint8Array ? toHex(value) : value))
  return hexToBytes(encodeFunctionData({ abi, args }).slice(2))
}

function word(number: number): Uint8Array {
  return hexToBytes(number.toString(16).padStart(64, '0'))
}

/** The part of 65 bytes. */
function part(owner: EvmAddress.EvmAddress, v: 0 | 1, offset = 65): Uint8Array {
  return concatBytes(new Uint8Array(12), EvmAddress.toBytes(owner), word(offset), Uint8Array.of(v))
}

/** As the service stores it: what the contract signed with stands right behind. */
function confirmed(owner: EvmAddress.EvmAddress, v: 0 | 1, given: Partial<SafeRecord> = {}): SafeRecord {
  const signature = v === 1 ? part(owner, v) : concatBytes(part(owner, v), word(signed.length), signed)
  return { ...record, confirmations: [{ owner, signature }], ...given }
}

describe.runIf(hasAnvil())('what a node says of contracts that sign, and of approvals', { timeout: 60_000 }, () => {
  let anvil: Anvil
  const ask: AskNode = (method, params) => anvil.call(method, ...params)
  const put = (address: string, code: string): Promise<unknown> => anvil.call('anvil_setCode', address, code)
  beforeAll(async () => {
    anvil = await startAnvil('--chain-id', '1')
    const approved = encode('approvedHashes(address,bytes32)', approver, hashes.safeTx)
    await put(transaction.safe, answering(approved, toHex(word(1)).slice(2)))
    const valid = encode('isValidSignature(bytes,bytes)', preimage, signed)
    await put(ofBytes, answering(valid, '20c13b0b'.padEnd(64, '0')))
    const validHash = encode('isValidSignature(bytes32,bytes)', hashes.safeTx, signed)
    await put(ofHash, answering(validHash, '1626ba7e'.padEnd(64, '0')))
    // The right call, and the word of the other function.
    await put(refusing, answering(valid, '1626ba7e'.padEnd(64, '0')))
    await put(reverting, '0x60006000fd')
    await put(failing, '0xfe')
  }, 60_000)
  afterAll(() => anvil?.stop())

  async function codes(of: SafeRecord, node = ask, nonceNext?: bigint): Promise<string[]> {
    const hasAgreed = await learnAgreed(node, 'latest', (noting) => checkSafe(of, { hasAgreed: noting }))
    const { findings } = checkSafe(of, { hasAgreed, threshold: 1, nonceNext })
    return findings.filter(({ code }) => code.startsWith('SIGNATURE')).map(({ code, effect }) => `${code} ${effect}`)
  }

  it('counts what is proved as signed', async () => {
    expect(await codes(confirmed(ofBytes, 0))).toEqual([])
    expect(await codes(confirmed(ofHash, 0))).toEqual([])
    expect(await codes(confirmed(approver, 1))).toEqual([])
    expect(await codes({ ...record, confirmations: [{ owner: approver, signature: undefined }] })).toEqual([])
  })

  it.each([
    ['a contract that answers another word', confirmed(refusing, 0)],
    ['a contract that reverts', confirmed(reverting, 0)],
    ['an account without code', confirmed(silent, 0)],
    ['an approval that does not stand', confirmed(silent, 1)],
    ['an approval by a contract that would sign', confirmed(ofBytes, 1)],
  ])('blocks %s', async (_, of) => {
    expect(await codes(of)).toEqual(['SIGNATURE_FOREIGN block'])
  })

  it('blocks what was given for other content', async () => {
    const other = { ...transaction, valueWei: 1n }
    for (const of of [confirmed(ofBytes, 0), confirmed(ofHash, 0), confirmed(approver, 1)])
      expect(await codes({ ...of, transaction: other })).toEqual(['SIGNATURE_FOREIGN block'])
  })

  it('knows no more than before where the node fails, or a contract does', async () => {
    const down: AskNode = () => Promise.reject(new Error('not here'))
    for (const of of [confirmed(ofBytes, 0), confirmed(silent, 1)])
      expect(await codes(of, down)).toEqual(['SIGNATURE_UNCHECKED hold'])
    expect(await codes(confirmed(failing, 0))).toEqual(['SIGNATURE_UNCHECKED hold'])
  })

  it('takes no refusal for proof where it was executed, or by whoever executes', async () => {
    expect(await codes(confirmed(silent, 1, { isExecuted: true }))).toEqual(['SIGNATURE_UNCHECKED hold'])
    expect(await codes(confirmed(silent, 1), ask, 8n)).toEqual(['SIGNATURE_UNCHECKED hold'])
    expect(await codes(confirmed(silent, 1, { executor: silent }))).toEqual([])
  })

  it('reads them out of a call that executes it', async () => {
    const { to, safe, data, valueWei } = transaction
    const check = async (signatures: Uint8Array, from?: EvmAddress.EvmAddress): Promise<string[]> => {
      const zero = EvmAddress.zero
      const call = {
        chainId: 1,
        from,
        to: safe,
        valueWei: 0n,
        data: encode(EXEC, to, valueWei, data, 0, 0n, 0n, 0n, zero, zero, signatures),
      }
      const facts = { nonce: 7n, version: '1.4.1', threshold: 2 }
      const explain = (hasAgreed: Awaited<ReturnType<typeof learnAgreed>>) =>
        explainCall(call, {}, { checkSafe: createExecutionCheck(() => ({ ...facts, hasAgreed })) }).findings
      const findings = explain(await learnAgreed(ask, 'latest', explain))
      return findings.filter(({ code }) => /^SIGNATURE_/.test(code)).map(({ code, effect }) => `${code} ${effect}`)
    }
    const both = (contract: EvmAddress.EvmAddress, other: EvmAddress.EvmAddress): Uint8Array =>
      concatBytes(part(contract, 0, 130), part(other, 1), word(signed.length), signed)
    expect(await check(both(ofBytes, approver))).toEqual([])
    expect(await check(both(reverting, approver))).toEqual(['SIGNATURE_FOREIGN block'])
    expect(await check(both(ofBytes, silent), approver)).toEqual(['SIGNATURE_FOREIGN block'])
    expect(await check(both(ofBytes, silent), silent)).toEqual([])
    expect(await check(both(ofBytes, silent))).toEqual(['SIGNATURE_UNCHECKED hold'])
    expect(await check(both(ofBytes, approver).subarray(0, -1))).toEqual(['SIGNATURE_UNCHECKED hold'])
  })
})
