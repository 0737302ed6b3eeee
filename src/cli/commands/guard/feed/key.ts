import { createPrivateKey, createPublicKey, generateKeyPairSync, type KeyObject } from 'node:crypto'
import { appendFileSync, existsSync } from 'node:fs'
import { Command } from 'commander'
import { feedPlaces, GuardError, readBounded, readFeedKeys, replaceFile } from '../../../../server/index.ts'
import { defaultStoreFolder } from '../../../storeFolder.ts'
import type { Terminal } from '../../../Terminal.ts'

const PUBLIC_BYTES = 32

const EXAMPLES = `
Examples:
  lazaretto guard feed key

The private key stays in the store (guard/feed-key.pem, for its owner alone) and is needed to compile. The public key is printed:
whoever gets your feed needs it. The store trusts it from now on (guard/feed-keys.txt).`

/** Makes the key that this machine signs feeds with, or says the one that is there. */
export function keyCommand(terminal: Terminal): Command {
  return new Command('key')
    .description('Make the key that your feeds are signed with, or print its public half.')
    .option('--store <folder>', 'folder of the data', defaultStoreFolder(process.env))
    .addHelpText('after', EXAMPLES)
    .action(({ store }: { readonly store: string }) => {
      const places = feedPlaces(store)
      if (!existsSync(places.signer)) {
        const { privateKey } = generateKeyPairSync('ed25519')
        replaceFile(places.signer, privateKey.export({ format: 'pem', type: 'pkcs8' }), 0o600)
        terminal.say(`made ${places.signer}: keep it, and give it to nobody`)
      }
      const key = publicBytes(readSigner(places.signer))
      trustKey(store, key, 'this machine')
      terminal.write(`${Buffer.from(key).toString('hex')}\n`)
    })
}

/** The private key of a file. @throws GuardError `LZ_GUARD_FILE`, `LZ_GUARD_FEED_KEY` */
export function readSigner(path: string): KeyObject {
  if (!existsSync(path)) {
    throw new GuardError(
      'LZ_GUARD_FEED_KEY',
      `There is no key to sign with at ${path}. Make one: lazaretto guard feed key`,
    )
  }
  const pem = readBounded(path, 1 << 14)
  try {
    const key = createPrivateKey(pem)
    if (key.asymmetricKeyType === 'ed25519') return key
  } catch (cause) {
    throw new GuardError('LZ_GUARD_FEED_KEY', `${path} holds no private key. Expected Ed25519 in PEM.`, { cause })
  }
  throw new GuardError('LZ_GUARD_FEED_KEY', `${path} holds a key of another kind. Expected Ed25519 in PEM.`)
}

/** The public half, 32 bytes. */
export function publicBytes(key: KeyObject): Uint8Array {
  return createPublicKey(key).export({ format: 'der', type: 'spki' }).subarray(-PUBLIC_BYTES)
}

/** Believes feeds of a key from now on. */
export function trustKey(store: string, key: Uint8Array, words: string): void {
  if (readFeedKeys(store).some((known) => Buffer.compare(known, key) === 0)) return
  const { keys } = feedPlaces(store)
  const line = `${Buffer.from(key).toString('hex')} ${words}\n`
  if (existsSync(keys)) appendFileSync(keys, line)
  else replaceFile(keys, line)
}
