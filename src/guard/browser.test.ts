import { createContext, runInContext } from 'node:vm'
import { beforeAll, describe, expect, it } from 'vitest'
import { type Bundle, bundle, LISTS } from './bundle.support.ts'

const BUDGET_BYTES = 60_000
/** What browsers and their extensions have, beside the language itself. */
const BROWSER = { URL, TextDecoder, TextEncoder, atob, btoa, crypto, console }

describe('guard in a browser', () => {
  let whole: Bundle
  let bare: Bundle
  beforeAll(async () => {
    whole = await bundle('browser.ts')
    bare = await bundle('browser.ts', LISTS)
  }, 60_000)

  it('takes nothing of Node, and no reader of schemas or YAML', () => {
    expect(whole.imports).toEqual([])
    expect(whole.modules.filter((id) => /^node:|\/(?:zod|yaml|viem)\//.test(id))).toEqual([])
    expect(whole.code).not.toMatch(/node:|\bprocess\.|\brequire\(|\bBuffer\./)
  })

  it('takes nothing of Node in all of its door either', async () => {
    const { modules, imports, gzipBytes } = await bundle('index.ts', LISTS)
    expect([...imports, ...modules.filter((id) => id.startsWith('node:'))]).toEqual([])
    console.info(`all of guard: ${gzipBytes} bytes without lists (gzip)`)
  })

  it('has at most 60 kB without its lists', () => {
    console.info(`guard for a browser: ${bare.gzipBytes} bytes without lists, ${whole.gzipBytes} with them (gzip)`)
    expect(bare.gzipBytes).toBeLessThanOrEqual(BUDGET_BYTES)
    for (const list of LISTS.slice(0, -1))
      expect(
        whole.modules.some((id) => list.test(id)),
        String(list),
      ).toBe(true)
  })

  it('answers without anything else', () => {
    const context = createContext({ ...BROWSER })
    runInContext(whole.code.replace(/^(?:var|const) guard\s*=/, 'globalThis.guard ='), context)
    const ask = (expression: string): unknown =>
      JSON.parse(runInContext(`JSON.stringify(${expression})`, context) as string)
    expect(ask(`guard.guardUrl('https://metamask-login.pages.dev/').standing`)).toBe('looks-like')
    expect(ask(`guard.guardAddress('bc1qar0srrr7xfkvy5l643lydnw9re59gtzzwf5mdq').verdict`)).toBe('no-match')
    expect(ask(`guard.explainMessage('0x${'ab'.repeat(32)}', {}).verdict`)).toBe('block')
    const record = `{ safe: '0x${'5a'.repeat(20)}', to: '0x${'70'.repeat(20)}', value: '0', data: '0xa9059cbb', operation: 1, nonce: 1 }`
    expect(ask(`guard.checkSafe(guard.parseSafeRecords(${record}, { chainId: 1, version: '1.4.1' })[0]).verdict`)).toBe(
      'block',
    )
  })
})
