import { createFeed, type Feed } from './Feed.ts'
import { FeedSignatureError } from './FeedError.ts'
import { SIGNATURE_BYTES, splitFeed } from './feedBytes.ts'

/** Whether a signature of these bytes is that of an Ed25519 key; the key has 32 bytes, the signature 64. */
export type VerifyEd25519 = (
  signature: Uint8Array,
  signed: Uint8Array,
  publicKey: Uint8Array,
) => boolean | Promise<boolean>

/** How a feed from elsewhere is opened. */
export interface OpenFeedOptions {
  /** Keys whose signature is good enough, 32 bytes each. */
  readonly publicKeys: readonly Uint8Array[]
  /** Whole seconds UTC. */
  readonly now: () => number
  /** Instead of the platform's WebCrypto, where that has no Ed25519. */
  readonly verify?: VerifyEd25519
}

/**
 * Opens a feed that one of the keys has signed; nothing of it is used before.
 *
 * @throws FeedFormatError `LZ_GUARD_FEED_FORMAT`
 * @throws FeedSignatureError `LZ_GUARD_FEED_SIGNATURE`; `LZ_GUARD_FEED_VERIFIER` where the platform has no Ed25519
 * @source RFC 8032, https://www.w3.org/TR/webcrypto-2/#ed25519
 */
export async function openFeed(bytes: Uint8Array, options: OpenFeedOptions): Promise<Feed> {
  const { publicKeys, now, verify = verifyEd25519 } = options
  // A copy, since the bytes could be changed while the signature is checked.
  const kept = bytes.slice()
  const { signature, signed } = splitFeed(kept)
  for (const key of publicKeys) if (await verify(signature, signed, key)) return createFeed(kept, now)
  const message = `None of the ${publicKeys.length} trusted keys has signed the feed. Fetch it again, or add the key of who made it.`
  throw new FeedSignatureError('LZ_GUARD_FEED_SIGNATURE', message)
}

/**
 * Signs a compiled feed. The key stays with the caller, as does the program that signs with it.
 *
 * @param sign - Ed25519 over the bytes that it is given.
 * @throws FeedFormatError `LZ_GUARD_FEED_FORMAT`
 * @throws FeedSignatureError `LZ_GUARD_FEED_SIGNATURE` for a signature that has not 64 bytes
 */
export async function signFeed(
  bytes: Uint8Array,
  sign: (signed: Uint8Array) => Uint8Array | Promise<Uint8Array>,
): Promise<Uint8Array> {
  const { signed } = splitFeed(bytes)
  const signature = await sign(signed)
  if (signature.length !== SIGNATURE_BYTES) {
    throw new FeedSignatureError(
      'LZ_GUARD_FEED_SIGNATURE',
      `The signature has ${signature.length} bytes. Ed25519 gives ${SIGNATURE_BYTES}.`,
    )
  }
  const sealed = new Uint8Array(signed.length + SIGNATURE_BYTES)
  sealed.set(signed)
  sealed.set(signature, signed.length)
  return sealed
}

async function verifyEd25519(signature: Uint8Array, signed: Uint8Array, publicKey: Uint8Array): Promise<boolean> {
  const { subtle } = globalThis.crypto ?? {}
  try {
    const key = await subtle.importKey('raw', publicKey, 'Ed25519', false, ['verify'])
    return await subtle.verify('Ed25519', key, signature, signed)
  } catch (cause) {
    const message =
      'The signature cannot be checked: this platform has no Ed25519, or a trusted key has not 32 bytes. Hand in `verify`.'
    throw new FeedSignatureError('LZ_GUARD_FEED_VERIFIER', message, { cause })
  }
}
