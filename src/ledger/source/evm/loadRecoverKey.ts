import type { EvmBlock } from '../../../chain/index.ts'

let loaded: Promise<EvmBlock.RecoverKey> | undefined

/**
 * Bitcoin Core's libsecp256k1 as WebAssembly: a quarter of the time that it takes in JavaScript. Loaded when it is asked for,
 * for whoever reads no blocks needs none of its megabyte.
 */
export function loadRecoverKey(): Promise<EvmBlock.RecoverKey> {
  loaded ??= import('tiny-secp256k1').then(
    ({ recover }): EvmBlock.RecoverKey =>
      (digest, signature, parity) =>
        recover(digest, signature, parity, false)?.subarray(1),
  )
  return loaded
}
