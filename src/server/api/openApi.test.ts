import { createHash } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openSharedDesk } from '../desk.support.ts'
import { endpoints as all } from '../routes/index.ts'

const endpoints = all.filter(({ isAlias }) => isAlias !== true)

let shared: Awaited<ReturnType<typeof openSharedDesk>>
beforeAll(async () => {
  shared = await openSharedDesk()
})
afterAll(() => shared.close())

interface Operation {
  readonly operationId: string
  readonly parameters?: { readonly name: string; readonly in: string; readonly required: boolean }[]
  readonly requestBody?: { readonly content: Record<string, { readonly schema: unknown }> }
  readonly responses: Record<string, unknown>
}

describe('/openapi.json', () => {
  it('has every endpoint once, with its parameters and answers', async () => {
    const response = await shared.ask('/openapi.json', { key: '' })
    const document = (await response.json()) as { openapi: string; paths: Record<string, Record<string, Operation>> }
    expect(document.openapi).toBe('3.1.0')
    const operations = Object.entries(document.paths).flatMap(([path, methods]) =>
      Object.entries(methods).map(([method, operation]) => ({ path, method, operation })),
    )
    const listed = operations.map(({ path, method }) => `${method} ${path}`)
    expect(listed.sort()).toEqual(
      endpoints.map(({ method, path }) => `${method} ${path.replace(/:(\w+)/g, '{$1}')}`).sort(),
    )
    const ids = operations.map(({ operation }) => operation.operationId)
    expect(new Set(ids).size).toBe(ids.length)
    for (const { path, method, operation } of operations) {
      const inPath = [...path.matchAll(/\{(\w+)\}/g)].map(([, name]) => name)
      const named = operation.parameters?.filter((each) => each.in === 'path' && each.required).map(({ name }) => name)
      expect([path, named ?? []]).toEqual([path, inPath])
      expect([path, operation.requestBody !== undefined]).toEqual([path, method === 'post'])
      expect(Object.keys(operation.responses)).toContain('429')
    }
  })

  it('says of an address what the parser takes', async () => {
    const document = (await (await shared.ask('/openapi.json')).json()) as {
      paths: Record<string, Record<string, Operation>>
    }
    const { get, post } = document.paths['/v1/screen/address'] ?? {}
    expect(get?.parameters).toMatchObject([
      { name: 'address', in: 'query', required: true, schema: { maxLength: 256 } },
    ])
    const schema = post?.requestBody?.content['application/json']?.schema
    expect(schema).toMatchObject({ type: 'object', required: ['address'], additionalProperties: false })
  })
})

describe('/docs', () => {
  it('needs nothing from anywhere, and its policy lets nothing in but its own style', async () => {
    const response = await shared.ask('/docs', { key: '' })
    const page = await response.text()
    for (const { path } of endpoints) expect(page).toContain(path.replace(/:(\w+)/g, '{$1}'))
    expect(page).not.toMatch(/<script|<link|<img|<iframe|src=|url\(|https?:/i)
    const style = /<style>([\s\S]*?)<\/style>/.exec(page)?.[1] ?? ''
    const hash = createHash('sha256').update(style).digest('base64')
    const policy = response.headers.get('Content-Security-Policy')
    expect(policy).toContain(`style-src 'sha256-${hash}'`)
    expect(policy).toContain("default-src 'none'")
    expect(policy).not.toContain('unsafe')
  })
})

describe('/metrics', () => {
  it('counts requests by route and screenings by verdict, and has nobody’s address in it', async () => {
    await shared.ask('/v1/screen/address', { body: { address: '0x1111111111111111111111111111111111111111' } })
    await shared.ask('/compat/chainalysis-sanctions/api/v1/address/0x1111111111111111111111111111111111111111')
    const text = await (await shared.ask('/metrics')).text()
    expect(text).toMatch(/^lazaretto_requests_total\{route="\/v1\/screen\/address",status="200"\} 1$/m)
    expect(text).toMatch(/^lazaretto_screenings_total\{verdict="no-match"\} 2$/m)
    expect(text).toMatch(/^lazaretto_request_seconds_bucket\{le="\+Inf"\} \d+$/m)
    expect(text).toMatch(/^lazaretto_list_age_seconds\{list="ofac-sdn"\} 0$/m)
    expect(text).not.toContain('0x1111')
    for (const line of text.trimEnd().split('\n'))
      expect(line).toMatch(/^(# (HELP|TYPE) \w+ .+|\w+(\{[^}]*\})? -?[\d.e+-]+)$/)
  })
})

describe('/v1/incidents', () => {
  it('lists, filters and shows, with who says so', async () => {
    const all = (await (await shared.ask('/v1/incidents?limit=1')).json()) as {
      total: number
      incidents: { id: string }[]
    }
    expect(all.total).toBeGreaterThan(300)
    expect(all.incidents).toHaveLength(1)
    const bybit = await (await shared.ask('/v1/incidents?victim=bybit&from=2025&grade=government')).json()
    expect(bybit).toMatchObject({ incidents: [{ id: 'bybit-2025', grade: 'government' }] })
    const one = (await (await shared.ask('/v1/incidents/bybit-2025')).json()) as { sourcesNamed: object; date: object }
    expect(one.date).toMatchObject({ value: '2025-02-21' })
    expect(Object.keys(one.sourcesNamed).length).toBeGreaterThan(0)
    const byAddress = await (
      await shared.ask('/v1/incidents?address=0x47666Fab8bd0Ac7003bce3f5C3585383F09486E2')
    ).json()
    expect(byAddress).toMatchObject({ total: 1 })
    expect((await shared.ask('/v1/incidents/nothing')).status).toBe(404)
    for (const query of ['limit=501', 'limit=-1', 'grade=sure', 'from=yesterday', 'chain=nochain', 'x=1']) {
      expect([query, (await shared.ask(`/v1/incidents?${query}`)).status]).toEqual([query, 400])
    }
  })
})

describe('/v1/lists', () => {
  it('names the lists in force and what is missing', async () => {
    const lists = await (await shared.ask('/v1/lists')).json()
    expect(lists).toMatchObject({
      installed: [{ list: 'ofac-sdn', entries: 2, addresses: 2 }],
      gaps: [],
      policy: { name: 'default' },
    })
  })
})
