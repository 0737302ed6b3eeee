import { generateKeyPairSync, sign } from 'node:crypto'
import { beforeAll, describe, expect, it } from 'vitest'
import * as guard from './browser.ts'
import { bundle } from './bundle.support.ts'
import { findChromium, runInChromium } from './chromium.support.ts'
import { compileFeed } from './domains/feed/compileFeed.ts'
import { KEY, listOf, NOW_S } from './domains/feed/feeds.support.ts'
import { signFeed } from './domains/feed/openFeed.ts'

const chromium = findChromium()
/** A payment, signed. @source https://eips.ethereum.org/EIPS/eip-155 */
const RAW =
  '0xf86c098504a817c800825208943535353535353535353535353535353535353535880de0b6b3a76400008025a028ef61340bd939bc2195fe537567866003e1a15d3c71ff63e1590620aa636276a067cbe9d8997f761aecb703304b3800ccf555c9f3dc64214b297fb1966a3b6d83'
const SAFE = `{ safe: '0x${'5a'.repeat(20)}', to: '0x${'70'.repeat(20)}', value: '0', data: '0xa9059cbb', operation: 1, nonce: 1 }`
const TYPED = `{ types: { Mail: [{ name: 'text', type: 'string' }] }, primaryType: 'Mail', domain: { name: 'x' }, message: { text: 'y' } }`

/** Answered by the bundle in the browser, and by the sources here. */
const QUESTIONS = [
  `guard.guardUrl('https://bad.example.org/x', { known: feed })`,
  `guard.guardUrl('https://metamask-login.pages.dev/', { known: feed })`,
  `guard.guardUrl('https://m\\u0435tamask.io/')`,
  `guard.guardAddress('bc1qar0srrr7xfkvy5l643lydnw9re59gtzzwf5mdq')`,
  `guard.explainMessage('I agree', {})`,
  `guard.explainTransaction('${RAW}', { chainId: 1 })`,
  `guard.explainTypedData(${TYPED}, {}, {})`,
  `guard.checkSafe(guard.parseSafeRecords(${SAFE}, { chainId: 1, version: '1.4.1' })[0])`,
]

const ERRORS = `addEventListener('error', ({ message }) => fetch('/answer', { method: 'POST', body: JSON.stringify(message) }))`
const CHECK = `(async () => {
  const toText = ${toText.toString()}
  const send = (answer) => fetch('/answer', { method: 'POST', body: JSON.stringify(answer) })
  try {
    const { bytes, keys } = await (await fetch('/feed')).json()
    const feed = await guard.openFeed(Uint8Array.from(bytes), { publicKeys: keys.map((key) => Uint8Array.from(key)), now: () => ${NOW_S} })
    await send([${QUESTIONS.join(', ')}].map(toText))
  } catch (error) { await send(String(error)) }
})()`

describe.skipIf(chromium === undefined)('guard in Chromium, under the policy of an extension', () => {
  let code: string
  beforeAll(async () => void ({ code } = await bundle('browser.ts')))

  async function ask(bytes: Uint8Array, key: Uint8Array, head?: string): Promise<unknown> {
    const feed = JSON.stringify({ bytes: [...bytes], keys: [[...key]] })
    return await runInChromium(
      chromium ?? '',
      { '/errors.js': ERRORS, '/guard.js': code, '/check.js': CHECK, '/feed': feed },
      head,
    )
  }

  it('opens a signed feed, and answers as it does here', async () => {
    const { bytes, publicKey } = await makeFeed()
    const feed = await guard.openFeed(bytes, { publicKeys: [publicKey], now: () => NOW_S })
    const expected = QUESTIONS.map((question) =>
      toText(new Function('guard', 'feed', `return ${question}`)(guard, feed)),
    )
    expect(expected[0]).toContain('known-bad')
    expect(await ask(bytes, publicKey)).toEqual(expected)
  })

  it('uses nothing of a feed that another key has signed', async () => {
    const { bytes } = await makeFeed()
    expect(await ask(bytes, (await makeFeed()).publicKey)).toContain('None of the 1 trusted keys has signed the feed')
  })

  it('does not start where its letters were read in another encoding', async () => {
    const { bytes, publicKey } = await makeFeed()
    expect(await ask(bytes, publicKey, '<meta charset="windows-1252">')).toContain('was not read as UTF-8')
  })
})

async function makeFeed(): Promise<{ bytes: Uint8Array; publicKey: Uint8Array }> {
  const { privateKey, publicKey } = generateKeyPairSync('ed25519')
  const { bytes } = compileFeed([listOf('bad', ['bad.example.org'])], { madeS: NOW_S, key: KEY })
  const signed = await signFeed(bytes, (each) => sign(null, each, privateKey))
  return { bytes: signed, publicKey: publicKey.export({ format: 'der', type: 'spki' }).subarray(-32) }
}

/** Runs here and in the browser. */
function toText(answer: unknown): string {
  return JSON.stringify(answer, (_, value: unknown) => (typeof value === 'bigint' ? String(value) : value))
}
