import { existsSync, readFileSync } from 'node:fs'
import { resolve } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type Anvil, hasAnvil, startAnvil } from '../../../startAnvil.support.ts'
import { createBench } from '../guard.support.ts'
import { putSafe, putTrojan } from './fakeSafe.support.ts'

const bench = createBench()
const isHere = hasAnvil()
const bybit = resolve('../shared/data/signing/bybit-safe-transactions.json')
const SAFE = '0x1Db92e2EeBC8E0c075a02BeA49a2935BcD2dFCF4'
const TARGET = '0x96221423681A6d52E184D440a8eFCEbB105C7242'
const singleton = `0x${'52'.repeat(20)}`

describe.runIf(isHere)('with a node', { timeout: 60_000 }, () => {
  let anvil: Anvil
  beforeAll(async () => {
    anvil = await startAnvil('--chain-id', '1')
  }, 60_000)
  afterAll(() => anvil?.stop())

  it('says what is at an address, and asks no node of another chain', async () => {
    const receiver = `0x${'77'.repeat(20)}`
    await anvil.call('anvil_setCode', receiver, '0x00')
    const known = await bench.run(['guard', 'address', receiver, '--chain', 'ethereum', '--rpc', anvil.url])
    expect([known.code, known.out.includes('CONTRACT')]).toEqual([5, true])
    const other = await bench.run(['guard', 'address', receiver, '--chain', 'base', '--rpc', anvil.url])
    expect(other.err).toContain('LZ_GUARD_NODE')
    const bitcoin = 'bc1qw508d6qejxtdg4y5r3zarvary0c5xw7kv8f3t4'
    expect((await bench.run(['guard', 'address', bitcoin, '--rpc', anvil.url])).err).toContain('LZ_GUARD_NODE')
  })

  it('tells a spender that is no contract', async () => {
    const approve = `0x095ea7b3${'12'.repeat(20).padStart(64, '0')}${'f'.repeat(64)}`
    const draft = JSON.stringify({ to: '0xdAC17F958D2ee523a2206206994597C13D831ec7', data: approve, chainId: 1 })
    expect((await bench.run(['check', draft])).out).toContain('SPENDER_UNKNOWN')
    const asked = await bench.run(['check', draft, '--rpc', anvil.url])
    expect([asked.code, asked.out.includes('SPENDER_NO_CODE')]).toEqual([3, true])
  })

  it('says that there is no Safe, or no node', async () => {
    const record = {
      safe: `0x${'78'.repeat(20)}`,
      to: TARGET,
      value: 0,
      data: null,
      operation: 0,
      nonce: 0,
      chainId: 1,
    }
    const path = bench.file('nobody.json', JSON.stringify(record))
    expect((await bench.run(['guard', 'safe', path, '--rpc', anvil.url])).err).toContain('LZ_GUARD_NODE')
    expect((await bench.run(['guard', 'safe', path, '--rpc', 'http://127.0.0.1:1'])).err).toContain(
      'LZ_SOURCE_TRANSPORT',
    )
    expect((await bench.run(['guard', 'safe', path, '--rpc', 'node'])).err).toContain('LZ_GUARD_NODE')
  })

  it('asks whether an approval stands, of a record and of a call', async () => {
    const [owner, other, safe] = ['61', '62', '63'].map((byte) => `0x${byte.repeat(20)}`) as [string, string, string]
    const fields = { safe, to: owner, value: 0, data: null, operation: 0, nonce: 5, chainId: 1 }
    const path = bench.file('approved.json', JSON.stringify({ ...fields, confirmations: [{ owner, signature: null }] }))
    const signature = `${owner.slice(2).padStart(64, '0')}${'0'.repeat(64)}01`
    const words = [owner, 0, 320, 0, 0, 0, 0, 0, 0, 352, 0, 65]
    const head = words.map((word) => BigInt(word).toString(16).padStart(64, '0')).join('')
    const data = `0x6a761202${head}${signature.padEnd(192, '0')}`
    const draft = JSON.stringify({ from: other, to: safe, data, chainId: 1 })
    for (const isApproving of [true, false]) {
      await putSafe(anvil, { safe, singleton, owners: [owner], threshold: 1, nonce: 5, version: '1.4.1', isApproving })
      for (const line of [
        ['guard', 'safe', path],
        ['check', draft],
      ]) {
        const { out } = await bench.run([...line, '--rpc', anvil.url])
        expect([out.includes('SIGNATURE_FOREIGN'), out.includes('SIGNATURE_UNCHECKED')]).toEqual([!isApproving, false])
        expect(out.toLowerCase()).toContain(owner)
      }
    }
  })

  it.runIf(existsSync(bybit))('sees that the transaction of February 2025 takes the Safe over', async () => {
    const { txs } = JSON.parse(readFileSync(bybit, 'utf8')) as { txs: { confirmations: { owner: string }[] }[] }
    const [malicious, decoy, benign] = txs
    const owners = [...new Set(txs.flatMap(({ confirmations }) => confirmations.map(({ owner }) => owner)))]
    await putSafe(anvil, { safe: SAFE, singleton, owners, threshold: 3, nonce: 70, version: '1.1.1' })
    await putTrojan(anvil, TARGET)
    const check = (record: unknown) => {
      const path = bench.file('record.json', JSON.stringify({ safe: SAFE, chainId: 1, txs: [record] }))
      return bench.run(['guard', 'safe', path, '--rpc', anvil.url])
    }
    const taken = await check(malicious)
    expect(taken.code).toBe(3)
    expect(taken.out).toContain('DELEGATECALL_UNKNOWN')
    expect(taken.out).toContain('IMPLEMENTATION_WRITTEN')
    expect(taken.out).toContain('0xbDd077f651EBe7f7b3cE16fe5F2b025BE2969516')
    expect(taken.out).toMatch(/threshold +3 of \d/)
    const shown = await check(decoy)
    expect([shown.code, shown.out.includes('SIGNATURE_FOREIGN')]).toEqual([3, true])
    expect((await check(benign)).out).not.toContain('block')
  })
})
