import { keccak_256 } from '@noble/hashes/sha3.js'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { AssetId, ChainId, EvmAddress, EvmIssuers } from '../../../chain/index.ts'
import { createClient } from '../../../net/index.ts'
import { type Anvil, hasAnvil, startAnvil } from '../../../startAnvil.support.ts'
import type { SourceBlock } from '../../ChainSource.ts'
import { createEvmSource } from './createEvmSource.ts'
import { account, script, word } from './makeChain.support.ts'

const chain = ChainId.parse('ethereum')
const tether = EvmIssuers.KNOWN[0] as EvmIssuers.EvmIssuer
const usdt = AssetId.toParts(tether.asset).reference
const [suspect, stranger] = [account(7), account(8)]

function hashOf(signature: string): string {
  return Buffer.from(keccak_256(Buffer.from(signature))).toString('hex')
}

/** Calldata that submits a call with one address to a wallet of several signers. */
function submit(token: string, signature: string): string {
  const call = `${hashOf(signature).slice(0, 8)}${word(suspect)}`
  const submission = hashOf('submitTransaction(address,uint256,bytes)').slice(0, 8)
  return `0x${submission}${word(token)}${word(0n)}${word(0x60n)}${word(0x24n)}${call.padEnd(128, '0')}`
}

describe.skipIf(!hasAnvil())("an issuer's wallet", () => {
  let anvil: Anvil
  let block: SourceBlock

  beforeAll(async () => {
    anvil = await startAnvil('--chain-id', '1', '--no-mining', '--order', 'fifo')
    const code = `0x${script.log([`0x${hashOf('Submission(uint256)')}`, `0x${word(42n)}`], '0x')}`
    for (const wallet of [tether.wallet, stranger]) await anvil.call('anvil_setCode', wallet, code)
    const [from] = (await anvil.call('eth_accounts')) as string[]
    for (const [to, token, signature] of [
      [tether.wallet, usdt, 'addBlackList(address)'],
      [stranger, usdt, 'addBlackList(address)'],
      [tether.wallet, account(9), 'addBlackList(address)'],
      [tether.wallet, usdt, 'transferOwnership(address)'],
      [tether.wallet, usdt, 'removeBlackList(address)'],
    ] as const) {
      await anvil.call('eth_sendTransaction', { from, to, data: submit(token, signature), gas: '0x30d40' })
    }
    await anvil.call('evm_mine')
    const client = createClient({ allowPrivate: [new URL(anvil.url).host] })
    block = (await createEvmSource({ chain, endpoints: [anvil.url], client }).findBlock(1)) as SourceBlock
  })
  afterAll(() => anvil.stop())

  it('proposes to freeze and to unfreeze accounts of its own token, and nobody else does', () => {
    const { notices } = block
    const told = notices.map(({ kind, asset, account: of, txIndex }) => ({ kind, asset, of, txIndex }))
    const of = EvmAddress.parse(suspect)
    expect(told).toEqual([
      { kind: 'freeze-proposed', asset: tether.asset, of, txIndex: 0 },
      { kind: 'unfreeze-proposed', asset: tether.asset, of, txIndex: 4 },
    ])
  })
})
