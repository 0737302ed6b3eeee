import { hexToBytes } from '@noble/hashes/utils.js'
import * as secp256k1 from 'tiny-secp256k1'
import { privateKeyToAccount } from 'viem/accounts'
import { describe, expect, it } from 'vitest'
import { EvmAddress, type EvmBlock } from '../../chain/index.ts'
import { explainCall } from '../signing/calls/explainCall.ts'
import { at, encode } from '../signing/encode.support.ts'
import { createExecutionCheck, type SafeFacts } from './checkExecution.ts'
import { safeTransaction } from './records.support.ts'
import { findHashes, type SafeForm } from './SafeHashes.ts'
import type { SafeTransaction } from './SafeTransaction.ts'

const EXEC = 'execTransaction(address,uint256,bytes,uint8,uint256,uint256,uint256,address,address,bytes)'
const recover: EvmBlock.RecoverKey = (digest, signature, parity) =>
  secp256k1.recover(digest, signature, parity, false)?.subarray(1)
const accounts = ['21', '22', '23']
  .map((byte) => privateKeyToAccount(`0x${byte.repeat(32)}`))
  .sort((a, b) => (a.address.toLowerCase() < b.address.toLowerCase() ? -1 : 1))
const owners = accounts.map(({ address }) => EvmAddress.parse(address))
const paying = safeTransaction({ to: at('4'), valueWei: 1n, nonce: 71n })

/** A call that executes it with what owners have signed, which may be something else. */
async function execution(form: SafeForm = 'chain', signed: SafeTransaction = paying): Promise<Uint8Array> {
  const hash = findHashes(signed, form)?.safeTx as `0x${string}`
  const signatures = await Promise.all(accounts.map(async (account) => (await account.sign({ hash })).slice(2)))
  const { to, valueWei, data } = paying
  return encode(
    EXEC,
    to,
    valueWei,
    data,
    0,
    0n,
    0n,
    0n,
    EvmAddress.zero,
    EvmAddress.zero,
    hexToBytes(signatures.join('')),
  )
}

function check(data: Uint8Array, facts?: SafeFacts) {
  const call = { chainId: 1, to: paying.safe, valueWei: 0n, data }
  const checkSafe = createExecutionCheck(() => facts, recover)
  const found = explainCall(call, {}, { checkSafe }).findings
  return {
    found,
    codes: found.filter(({ code }) => code !== 'TRANSFER').map(({ code, effect }) => `${code} ${effect}`),
  }
}

describe('a call that executes a transaction of a Safe', () => {
  it('says that nobody looked who has signed, where nobody can', async () => {
    expect(check(await execution()).codes).toEqual(['SIGNATURES_UNCHECKED note'])
  })

  it('finds the signers with the nonce, and holds them against the owners', async () => {
    const { found } = check(await execution(), { nonce: 71n, version: '1.4.1' })
    const message = found.find(({ code }) => code === 'SIGNATURES_CHECKED')?.message
    for (const { address } of accounts) expect(message).toContain(address)
    expect(message).toContain(findHashes(paying, 'chain')?.safeTx)
    expect(check(await execution(), { nonce: 71n, owners, threshold: 3 }).codes).toEqual(['SIGNATURES_CHECKED note'])
    expect(check(await execution(), { nonce: 71n, owners: owners.slice(0, 2) }).codes).toContain(
      'SIGNATURE_NOT_OWNER block',
    )
  })

  it.each<SafeForm>(['chain', 'plain', 'data-gas'])('finds nonce and form %s by the owners', async (form) => {
    const { found, codes } = check(await execution(form), { owners })
    expect(codes).toEqual(['SIGNATURES_CHECKED note'])
    expect(found.find(({ code }) => code === 'SIGNATURES_CHECKED')?.message).toContain('With the nonce 71 ')
  })

  it('tells what was executed long ago, and what comes later', async () => {
    expect(check(await execution(), { owners, nonce: 90n }).codes).toEqual([
      'NONCE_USED note',
      'SIGNATURES_CHECKED note',
    ])
    expect(check(await execution(), { owners, nonce: 70n }).codes).toEqual([
      'NONCE_LATER note',
      'SIGNATURES_CHECKED note',
    ])
  })

  it('sees signatures that were given for something else', async () => {
    const other = await execution('chain', { ...paying, isDelegate: true, to: at('e') })
    const codes = ['SIGNATURE_NOT_OWNER block', 'SIGNATURE_NOT_OWNER block', 'SIGNATURE_NOT_OWNER block']
    expect(check(other, { owners, nonce: 71n, version: '1.4.1' }).codes.slice(0, 3)).toEqual(codes)
    expect(check(other, { owners, version: '1.4.1' }).codes).toEqual(['SIGNATURES_UNCHECKED review'])
  })

  it('compares with the device', async () => {
    const safeTx = `0x${'12'.repeat(32)}`
    expect(check(await execution(), { nonce: 71n, version: '1.4.1', device: { safeTx } }).codes).toContain(
      'DEVICE_OTHER block',
    )
  })
})
