import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { BitcoinNetwork } from '../../../chain/index.ts'
import { createClient } from '../../../net/index.ts'
import type { UtxoSource } from '../../ChainSource.ts'
import { mineChain } from '../../makeBlocks.support.ts'
import { regtestGenesis } from '../bitcoin/FakeChain.support.ts'
import { type BitcoindSourceOptions, createBitcoindSource } from './createBitcoindSource.ts'
import { type FakeBitcoind, PASSWORD, startFakeBitcoind } from './fakeBitcoind.support.ts'

const { regtest, main } = BitcoinNetwork
const blocks = [regtestGenesis, ...mineChain(6, { on: regtestGenesis })]

async function useNode(...given: Parameters<typeof startFakeBitcoind>): Promise<FakeBitcoind> {
  const node = await startFakeBitcoind(...given)
  onTestFinished(() => node.stop())
  return node
}

function createSource(nodes: readonly FakeBitcoind[], options: Partial<BitcoindSourceOptions> = {}): UtxoSource {
  const client = createClient({ allowPrivate: nodes.map(({ host }) => host) })
  const bounds = { chain: regtest.chain, timeoutMs: 1_000, attemptsMax: 3, waitMs: () => 1 }
  return createBitcoindSource({ ...bounds, endpoints: nodes.map(({ url }) => url), client, ...options })
}

test('says the head, and the hash that the chain has at a height', async () => {
  const source = createSource([await useNode(blocks)])
  expect(await source.findHead()).toEqual({ height: 6, hash: `0x${blocks[6]!.hash}` })
  expect(await source.findHash(3)).toBe(`0x${blocks[3]!.hash}`)
  expect(await source.findHash(7)).toBeUndefined()
  expect(await source.findBlock(7)).toBeUndefined()
  expect(await source.findFinal()).toBeUndefined()
})

test('links blocks to their parents', async () => {
  const source = createSource([await useNode(blocks)])
  const read = await Promise.all(blocks.map((_, height) => source.findBlock(height)))
  for (const [height, block] of read.entries()) {
    expect(block).toMatchObject({ height, hash: `0x${blocks[height]!.hash}`, bits: 0x207fffff })
    expect(block?.previous).toBe(height === 0 ? `0x${'0'.repeat(64)}` : read[height - 1]?.hash)
    expect(Buffer.from(block!.columns.bytes)).toEqual(blocks[height]!.bytes)
  }
})

test('follows a chain that changes under it', async () => {
  const node = await useNode(blocks)
  const source = createSource([node])
  await source.findBlock(6)
  const fork = [...blocks.slice(0, 4), ...mineChain(5, { on: blocks[3]!, name: 'b' })]
  node.chain.replace(fork)
  expect(await source.findHead()).toEqual({ height: 8, hash: `0x${fork[8]!.hash}` })
  expect(await source.findBlock(6)).toMatchObject({ hash: `0x${fork[6]!.hash}`, previous: `0x${fork[5]!.hash}` })
})

test('several nodes: those that are down, behind or on another chain are passed over while enough agree', async () => {
  const fork = [...blocks.slice(0, 4), ...mineChain(3, { on: blocks[3]!, name: 'b' })]
  const nodes = [await useNode(blocks), await useNode(blocks), await useNode(fork), await useNode(blocks.slice(0, 6))]
  nodes[1]!.stop()
  const source = createSource(nodes, { quorum: 2 })
  expect(await source.findHead()).toEqual({ height: 5, hash: `0x${blocks[5]!.hash}` })
  expect(await source.findBlock(5)).toMatchObject({ hash: `0x${blocks[5]!.hash}` })
  const asked = nodes.map((node) => node.asked.filter((method) => method === 'getblock').length)
  expect(asked.reduce((sum, count) => sum + count)).toBe(1)
  await expect(source.findBlock(6)).rejects.toMatchObject({ code: 'LZ_SOURCE_QUORUM', kind: 'retryable' })
})

test('a node that downloads the chain names no head, but on a chain of its own', async () => {
  const downloading = {
    answer: (_call: unknown, truth: unknown) =>
      typeof truth === 'object' ? { ...truth, initialblockdownload: true } : truth,
  }
  const node = await useNode(blocks, downloading)
  expect((await createSource([node]).findHead()).height).toBe(6)
  const first = await useNode([{ bytes: mainGenesis() }], downloading)
  const source = createSource([first], { chain: main.chain })
  await expect(source.findHead()).rejects.toMatchObject({ code: 'LZ_SOURCE_SYNCING', kind: 'retryable' })
  expect(await source.findBlock(0)).toMatchObject({ hash: `0x${main.genesis}` })
})

/** That of regtest was made at another time, with less work. */
function mainGenesis(): Buffer {
  const bytes = Buffer.from(regtestGenesis.bytes)
  for (const [i, word] of [1_231_006_505, 0x1d00ffff, 2_083_236_893].entries()) bytes.writeUInt32LE(word, 68 + 4 * i)
  return bytes
}

test('the cookie is read for each request, goes to the one node without a user, and is never shown', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'lazaretto-cookie-'))
  onTestFinished(() => rmSync(folder, { recursive: true }))
  const cookieFile = join(folder, '.cookie')
  const [node, other] = [await useNode(blocks), await useNode(blocks)]
  const bare = { ...node, url: `http://${node.host}` }
  const source = createSource([bare], { cookieFile })
  await expect(source.findHead()).rejects.toMatchObject({
    code: 'LZ_SOURCE_OPTIONS',
    message: /cookie .* cannot be read/,
  })
  writeFileSync(cookieFile, '__cookie__:0123456789abcdef')
  const error: unknown = await source.findHead().catch((reason: unknown) => reason)
  expect(error).toMatchObject({ code: 'LZ_SOURCE_REFUSED', message: /401.*password/ })
  expect(String(error)).not.toContain('0123456789abcdef')
  writeFileSync(cookieFile, `alice:${PASSWORD}\n`)
  expect((await source.findHead()).height).toBe(6)
  for (const text of ['', 'alice', ':', `a:${'b'.repeat(2000)}`, 'alice:b\nc']) {
    writeFileSync(cookieFile, text)
    await expect(source.findHead()).rejects.toMatchObject({ code: 'LZ_SOURCE_OPTIONS' })
  }
  for (const nodes of [[node], [bare, { ...other, url: `http://${other.host}` }]])
    expect(() => createSource(nodes, { cookieFile })).toThrow(expect.objectContaining({ code: 'LZ_SOURCE_OPTIONS' }))
})

test('a wrong password is refused, and neither it nor the right one is shown', async () => {
  const node = await useNode(blocks)
  const wrong = { ...node, url: node.url.replace(PASSWORD, 'wrong%2Dpassword') }
  const error: unknown = await createSource([wrong])
    .findHead()
    .catch((reason: unknown) => reason)
  expect(error).toMatchObject({ code: 'LZ_SOURCE_REFUSED', kind: 'input', message: /401/ })
  expect(JSON.stringify(error) + String(error)).not.toMatch(/wrong.*password|alice/)
})

test('chains that are not of Bitcoin, URLs that are none, and quorums that cannot be are refused', async () => {
  const node = await useNode(blocks)
  const bad = [
    { chain: 'eip155:1' as never },
    { endpoints: [] },
    { endpoints: ['127.0.0.1:8332'] },
    { endpoints: ['ftp://127.0.0.1'] },
    { endpoints: ['ws://127.0.0.1:8332'] },
    { endpoints: ['wss://bob:secret@127.0.0.1'] },
    { endpoints: ['http://%ff:a@127.0.0.1'] },
    { quorum: 2 },
    { quorum: 0 },
  ]
  for (const options of bad)
    expect(() => createSource([node], options)).toThrow(expect.objectContaining({ code: 'LZ_SOURCE_OPTIONS' }))
})
