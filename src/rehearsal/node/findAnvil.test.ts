import { existsSync } from 'node:fs'
import { expect, it } from 'vitest'
import { findAnvil, HERE } from './findAnvil.ts'
import { loadUniswap } from './loadUniswap.ts'

const nowhere = {
  platform: 'darwin',
  arch: 'arm64',
  resolve: (id: string): string => {
    throw new Error(`Cannot find module '${id}'`)
  },
}

it('finds what is installed here', () => {
  expect(existsSync(findAnvil())).toBe(true)
  expect(loadUniswap()).toMatch(/^0x6080/)
})

it('says what to install where it is not', () => {
  expect(() => findAnvil(nowhere)).toThrow('Say: npm install @foundry-rs/anvil-darwin-arm64@1.7.1')
  expect(() => findAnvil(nowhere)).toThrow(expect.objectContaining({ code: 'LZ_REHEARSAL_ANVIL', kind: 'not-found' }))
  expect(() => loadUniswap(nowhere)).toThrow('Say: npm install @uniswap/v2-core@1.0.1')
  expect(() => loadUniswap(nowhere)).toThrow(expect.objectContaining({ code: 'LZ_REHEARSAL_UNISWAP' }))
})

it('takes a package without the program for none', () => {
  const empty = { ...HERE, resolve: () => HERE.resolve('zod/package.json') }
  expect(() => findAnvil(empty)).toThrow(expect.objectContaining({ code: 'LZ_REHEARSAL_ANVIL' }))
})
