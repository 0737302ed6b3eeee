import { existsSync, readFileSync } from 'node:fs'
import { mkdir } from 'node:fs/promises'
import { resolve } from 'node:path'
import { describe, expect, it, vi } from 'vitest'
import { createJsonLines, readLabelFile } from '../intel/index.ts'
import { defaultPolicy, type Policy, screenAddress } from '../screen/index.ts'
import { createFolder, installList, LISTED, NOW, openTestDesk } from './desk.support.ts'
import { labelFolder } from './folders.ts'
import { writeLabelFile } from './labelFile.ts'
import { loadScreener } from './loadScreener.ts'

const FROZEN = '0x008fe40574e881e7247b50b991c0cc057d66647f'
const HACKER = '0xc8a65fadf0e0ddaf421f28feab69bf6e2e589963'
const USDT = '0xdac17f958d2ee523a2206206994597c13d831ec7'
const ZERO = `0x${'0'.repeat(40)}`
const TINY = `0x${'18fe'.padStart(40, '0')}`

const EXPLORER = {
  [FROZEN]: { name: '', labels: ['blocked'] },
  [HACKER]: { name: 'PolyNetwork Exploiter 1', labels: ['blocked'] },
  [USDT]: { name: 'Tether: USDT Stablecoin', labels: ['bitfinex', 'blocked', 'stablecoin'] },
  [TINY]: { name: '', labels: ['blocked'] },
}

async function keep(folder: string, name: string, text: string): Promise<void> {
  const { labels } = await readLabelFile({ name, bytes: [new TextEncoder().encode(text)] })
  await writeLabelFile(folder, labels)
}

async function ask(folder: string, address: string, policy: Policy = defaultPolicy): Promise<string> {
  const { verdict, reasons } = screenAddress(await loadScreener(folder, policy), address, NOW)
  return [verdict, ...reasons.map(({ code }) => code)].join(' ')
}

describe("an issuer's freeze", () => {
  it('asks for review, beside what else the address is', async () => {
    const folder = createFolder()
    await installList(folder, [LISTED])
    await keep(folder, 'etherscan-labels.json', JSON.stringify(EXPLORER))
    expect(await ask(folder, FROZEN)).toBe('review ISSUER_FROZEN LABELLED')
    expect(await ask(folder, FROZEN.toUpperCase())).toBe('review ISSUER_FROZEN LABELLED')
    expect(await ask(folder, HACKER)).toBe('review ISSUER_FROZEN LABELLED')
    expect(await ask(folder, USDT)).toBe('no-match LABELLED')
    expect(await ask(folder, TINY)).toBe('no-match LABELLED')
    const { reasons } = screenAddress(await loadScreener(folder, defaultPolicy), FROZEN, NOW)
    expect(reasons[0]).toMatchObject({
      rule: 'direct.issuer-frozen',
      message: "Frozen by the token's issuer, says etherscan-labels.json.",
      claims: [{ category: 'issuer-frozen', source: { title: 'etherscan-labels.json' } }],
    })
    const strict: Policy = { ...defaultPolicy, direct: { ...defaultPolicy.direct, 'issuer-frozen': 'block' } }
    expect(await ask(folder, FROZEN, strict)).toBe('block ISSUER_FROZEN LABELLED')
  })

  it('is known from files of earlier versions too', async () => {
    const folder = createFolder()
    await installList(folder, [LISTED])
    await mkdir(labelFolder(folder), { recursive: true })
    const writer = createJsonLines(labelFolder(folder), 'labels')
    const line = { name: 'USDT_blacklisted', source: 'USDT blacklist', category: 'blocked', others: [] }
    await writer.write({ address: FROZEN, ...line })
    await writer.write({ address: TINY, ...line })
    await writer.finish()
    expect(await ask(folder, FROZEN)).toBe('review ISSUER_FROZEN LABELLED')
    expect(await ask(folder, TINY)).toBe('no-match LABELLED')
  })

  it('comes into force while a server runs', async () => {
    const { desk, folder, ask: askServer } = await openTestDesk()
    const verdict = async (): Promise<unknown> =>
      ((await (await askServer('/v1/screen/address', { body: { address: FROZEN } })).json()) as { verdict: unknown })
        .verdict
    expect(await verdict()).toBe('no-match')
    desk.editions.watch(20)
    await keep(folder, 'etherscan-labels.json', JSON.stringify(EXPLORER))
    await vi.waitFor(async () => expect(await verdict()).toBe('review'), { timeout: 30_000 })
  })

  const path = resolve('../shared/data/labels/tagpacks/usdt_blacklist.yaml')
  const isHere = existsSync(path)
  if (!isHere) console.warn(`SKIPPED the real blacklist: no file ${path}`)

  it.skipIf(!isHere)("is claimed of Tether's real blacklist, but of no one's addresses", async () => {
    const folder = createFolder()
    await installList(folder, [LISTED])
    await keep(folder, 'usdt_blacklist.yaml', readFileSync(path, 'utf8'))
    expect(await ask(folder, FROZEN)).toBe('review ISSUER_FROZEN LABELLED')
    expect(await ask(folder, ZERO)).toBe('no-match')
    expect(await ask(folder, TINY)).toBe('no-match LABELLED')
    const { reasons } = screenAddress(await loadScreener(folder, defaultPolicy), FROZEN, NOW)
    expect(reasons[0]?.claims[0]).toMatchObject({
      uid: 'USDT_blacklisted',
      source: { title: expect.stringMatching(/^USDT blacklist/) as string },
    })
  })
})
