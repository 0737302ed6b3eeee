import { expect, it } from 'vitest'
import { EvmAddress } from '../../../chain/index.ts'
import { assertTold } from './assertTold.ts'

const asked = { endpoint: 'http://127.0.0.1:8545', height: 46_147 }
const to = EvmAddress.parse('0x5df9b87991262f6ba471f09758cde1c0fc1de734')
const paid = { index: 0, to, valueWei: 31_337n }
const made = { ...paid, to: undefined }
const untold = expect.objectContaining({ code: 'LZ_SOURCE_OUTCOME', kind: 'input' }) as Error

it('refuses without traces what receipts from before Byzantium do not tell', () => {
  const early = { isSuccess: undefined, contractAddress: undefined }
  expect(() => assertTold([paid], [early], asked)).toThrow(untold)
  expect(() => assertTold([{ ...paid, valueWei: 0n }], [early], asked)).toThrow(untold)
})

it('refuses without traces a payment to a contract whose address nothing proves', () => {
  expect(() => assertTold([made], [{ isSuccess: true, contractAddress: undefined }], asked)).toThrow(untold)
})

it('takes what receipts tell', () => {
  for (const isSuccess of [true, false]) {
    expect(() => assertTold([paid], [{ isSuccess, contractAddress: undefined }], asked)).not.toThrow()
  }
  expect(() => assertTold([made], [{ isSuccess: true, contractAddress: to }], asked)).not.toThrow()
  expect(() => assertTold([made], [{ isSuccess: false, contractAddress: undefined }], asked)).not.toThrow()
  expect(() => assertTold([], [], asked)).not.toThrow()
})
