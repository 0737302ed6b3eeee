import { expect, it } from 'vitest'
import * as AssetId from '../AssetId.ts'
import * as ChainId from '../ChainId.ts'
import * as EvmAddress from '../EvmAddress.ts'
import * as EvmIssuers from './EvmIssuers.ts'

const token = EvmAddress.parse('0xdac17f958d2ee523a2206206994597c13d831ec7')

it('knows each token once, and who says so', () => {
  const assets = EvmIssuers.KNOWN.map(({ asset }) => asset)
  expect(new Set(assets).size).toBe(assets.length)
  expect(EvmIssuers.KNOWN.every(({ source }) => source.startsWith('https://'))).toBe(true)
})

it('knows an issuer by chain and contract', () => {
  expect(EvmIssuers.find(AssetId.erc20(ChainId.parse('ethereum'), token))).toMatchObject({
    name: 'Tether',
    wallet: '0xc6cde7c39eb2f0f0095f41570af89efc2c1ea828',
  })
  expect(EvmIssuers.find(AssetId.erc20(ChainId.parse('base'), token))).toBeUndefined()
})
