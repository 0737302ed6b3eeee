import { createHmac } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import {
  createFolder,
  installList,
  LISTED,
  LISTED_TRON,
  NOW,
  openSharedDesk,
  openTestDesk,
  UNKNOWN,
} from '../desk.support.ts'
import { SANDBOX_ADDRESSES } from '../sandbox.ts'

type Shared = Awaited<ReturnType<typeof openSharedDesk>>
let shared: Shared
let stale: Shared
beforeAll(async () => {
  shared = await openSharedDesk()
  stale = await openSharedDesk({ now: () => NOW + 48 * 3600 })
})
afterAll(async () => {
  await shared.close()
  await stale.close()
})

const SANCTIONS = '/compat/chainalysis-sanctions/api/v1/address'
const KYT = '/compat/chainalysis-kyt/v2'
const ELLIPTIC = '/compat/elliptic/v2/wallet/synchronous'

describe('the shape of Chainalysis sanctions', () => {
  it('names what blocks, and is empty where nothing was found', async () => {
    const key = shared.createKey(['screen'])
    const headers = { 'X-API-Key': key, Accept: 'application/json' }
    const hit = await shared.ask(`${SANCTIONS}/${LISTED}`, { key: '', headers })
    expect(await hit.json()).toMatchObject({ identifications: [{ category: 'sanctions', name: 'ofac-sdn: Party 0' }] })
    const miss = await shared.ask(`${SANCTIONS}/${UNKNOWN}`, { key: '', headers })
    expect([miss.status, await miss.json()]).toEqual([200, { identifications: [] }])
    expect(miss.headers.get('Lazaretto-Verdict')).toBe('no-match')
  })

  it('is never empty where it does not know', async () => {
    expect((await stale.ask(`${SANCTIONS}/${UNKNOWN}`)).status).toBe(503)
    expect((await stale.ask(`${SANCTIONS}/${LISTED}`)).status).toBe(200)
    const invalid = await shared.ask(`${SANCTIONS}/hello`)
    expect([invalid.status, ((await invalid.json()) as { code: string }).code]).toEqual([422, 'LZ_COMPAT_ADDRESS'])
  })
})

describe('what vanished from a list of sanctions', () => {
  it('counts in shapes that have no word for review, until somebody confirms it', async () => {
    const folder = createFolder()
    const others = [LISTED_TRON, '0x2222222222222222222222222222222222222222']
    await installList(folder, [...others, LISTED])
    await installList(folder, others, ['shrink'])
    const { ask } = await openTestDesk({ folder, list: [] })
    expect(await (await ask(`${SANCTIONS}/${LISTED}`)).json()).toMatchObject({
      identifications: [{ category: 'sanctions' }],
    })
    const trm = await ask('/compat/trm/public/v1/sanctions/screening', { body: [{ address: LISTED }] })
    expect(await trm.json()).toEqual([{ address: LISTED, isSanctioned: true }])
    expect(trm.headers.get('Lazaretto-Verdict')).toBe('review')
  })
})

describe('an error in the shape of another', () => {
  it('has a message too', async () => {
    const { detail, message } = (await (await stale.ask(`${SANCTIONS}/${UNKNOWN}`)).json()) as Record<string, string>
    expect(message).toBe(detail)
    const own = (await (await stale.ask('/v1/none')).json()) as Record<string, string>
    expect(own).not.toHaveProperty('message')
  })
})

describe('the shape of Chainalysis KYT', () => {
  async function post(path: string, body: object): Promise<{ status: number; body: Record<string, unknown> }> {
    const response = await shared.ask(`${KYT}${path}`, { body })
    return { status: response.status, body: (await response.json()) as Record<string, unknown> }
  }

  async function get(path: string): Promise<Record<string, unknown>> {
    return (await (await shared.ask(`${KYT}${path}`)).json()) as Record<string, unknown>
  }

  const sent = {
    network: 'Ethereum',
    asset: 'ETH',
    direction: 'sent',
    transferReference: `0xabc:${LISTED}`,
    assetAmount: 1.25,
  }

  it('is at the path that the vendor has, too', async () => {
    const path = '/compat/chainalysis-kyt/api/kyt/v2/users/user0001/transfers'
    expect((await shared.ask(path, { body: sent })).status).toBe(202)
  })

  it('registers a transfer and tells of it', async () => {
    const { status, body } = await post('/users/user0001/transfers', { ...sent, assetId: 'anything else' })
    expect([status, body]).toMatchObject([
      202,
      { asset: 'ETH', network: 'Ethereum', tx: '0xabc', idx: null, usdAmount: null, assetAmount: 1.25 },
    ])
    const id = String(body['externalId'])
    expect(body['updatedAt']).toBe(new Date(NOW * 1000).toISOString())
    expect(id).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-8[0-9a-f]{3}-8[0-9a-f]{3}-[0-9a-f]{12}$/)
    expect(await get(`/transfers/${id}`)).toEqual(body)
    expect(await get(`/transfers/${id}/exposures`)).toEqual({
      direct: { name: 'ofac-sdn: Party 0', category: 'sanctions', categoryId: null, value: null },
    })
    const alert = {
      alertLevel: 'SEVERE',
      category: 'sanctions',
      externalId: id,
      exposureType: 'DIRECT',
      alertAmount: null,
    }
    expect(await get(`/transfers/${id}/alerts`)).toMatchObject({ alerts: [alert] })
    expect(await get(`/transfers/${id}/network-identifications`)).toEqual({
      count: null,
      networkIdentificationOrgs: null,
    })
  })

  it('registers a withdrawal before it is sent', async () => {
    const { status, body } = await post('/users/a/withdrawal-attempts', {
      network: 'Bitcoin',
      asset: 'BTC',
      address: LISTED,
      attemptIdentifier: 'x',
    })
    expect([status, body]).toMatchObject([202, { address: LISTED, attemptIdentifier: 'x' }])
    const found = await get(`/withdrawal-attempts/${String(body['externalId'])}/high-risk-addresses`)
    expect(found).toMatchObject({ chainalysisIdentifications: [{ categoryName: 'sanctions' }], customAddresses: [] })
    const clean = await post('/users/a/withdrawal-attempts', { asset: 'ETH', address: UNKNOWN })
    expect(await get(`/withdrawal-attempts/${String(clean.body['externalId'])}/alerts`)).toEqual({ alerts: [] })
  })

  it('says nothing of a transfer whose other side it was not told', async () => {
    const { body } = await post('/users/a/transfers', { ...sent, direction: 'received' })
    expect(body['updatedAt']).toBeNull()
    expect((await shared.ask(`${KYT}/transfers/${String(body['externalId'])}/alerts`)).status).toBe(503)
    const named = await post('/users/a/transfers', { ...sent, direction: 'received', inputAddresses: [LISTED] })
    expect(await get(`/transfers/${String(named.body['externalId'])}/alerts`)).toMatchObject({
      alerts: [{ alertLevel: 'SEVERE' }],
    })
  })

  it('keeps a registration over a restart, and from other keys', async () => {
    const folder = createFolder()
    const first = await openSharedDesk({ folder })
    const key = first.createKey(['screen'])
    const other = first.createKey(['screen'])
    const registered = await first.ask(`${KYT}/users/a/transfers`, { key, body: sent })
    const { externalId } = (await registered.json()) as { externalId: string }
    await first.desk.close()
    const { ask } = await openTestDesk({ folder, list: [] })
    expect((await ask(`${KYT}/transfers/${externalId}`, { key })).status).toBe(200)
    expect((await ask(`${KYT}/transfers/${externalId}`, { key: other })).status).toBe(404)
    expect((await ask(`${KYT}/withdrawal-attempts/${externalId}`, { key })).status).toBe(404)
    const wrong = `${externalId.slice(0, -1)}${externalId.endsWith('0') ? '1' : '0'}`
    for (const id of [wrong, 'x', '00000000-0001-8000-8000-000000000000', 'ffffffff-ffff-8fff-8fff-ffffffffffff']) {
      expect((await ask(`${KYT}/transfers/${id}`, { key })).status).toBe(404)
    }
  })
})

describe('the shape of TRM', () => {
  it('says of each whether it is sanctioned, or nothing at all', async () => {
    const path = '/compat/trm/public/v1/sanctions/screening'
    const response = await shared.ask(path, { body: [{ address: LISTED }, { address: UNKNOWN }] })
    expect(await response.json()).toEqual([
      { address: LISTED, isSanctioned: true },
      { address: UNKNOWN, isSanctioned: false },
    ])
    expect((await shared.ask(path, { body: [{ address: UNKNOWN }, { address: 'hello' }] })).status).toBe(422)
    expect((await stale.ask(path, { body: [{ address: UNKNOWN }] })).status).toBe(503)
  })

  it('gives indicators by HTTP Basic', async () => {
    const key = shared.createKey(['screen'])
    const headers = { Authorization: `Basic ${Buffer.from(`${key}:${key}`).toString('base64')}` }
    const body = [{ address: LISTED, chain: 'ethereum', accountExternalId: 'acc' }]
    const response = await shared.ask('/compat/trm/public/v2/screening/addresses', { key: '', headers, body })
    const indicator = {
      category: 'sanctions',
      categoryRiskScoreLevel: 15,
      categoryRiskScoreLevelLabel: 'Severe',
      riskType: 'OWNERSHIP',
    }
    expect(await response.json()).toMatchObject([
      {
        accountExternalId: 'acc',
        addressSubmitted: LISTED,
        chain: 'ethereum',
        addressRiskIndicators: [{ ...indicator, totalVolumeUsd: null }],
      },
    ])
  })
})

describe('the shape of Elliptic', () => {
  const body = {
    subject: { asset: 'holistic', blockchain: 'holistic', type: 'address', hash: LISTED },
    type: 'wallet_exposure',
    customer_reference: 'my-customer',
  }

  function sign(
    key: string,
    { path = ELLIPTIC, time = NOW * 1000, payload = JSON.stringify(body) } = {},
  ): Record<string, string> {
    const secret = Buffer.from(key).toString('base64')
    const signature = createHmac('sha256', Buffer.from(secret, 'base64')).update(
      `${time}POST${path.toLowerCase()}${payload}`,
    )
    return { 'x-access-key': key, 'x-access-sign': signature.digest('base64'), 'x-access-timestamp': String(time) }
  }

  it('scores an address for a signed question', async () => {
    const key = shared.createKey(['screen'])
    const response = await shared.ask(ELLIPTIC, { key: '', headers: sign(key), body })
    expect(await response.json()).toMatchObject({
      type: 'wallet_exposure',
      risk_score: 10,
      process_status: 'complete',
      contributions: null,
    })
    const clean = { ...body, subject: { ...body.subject, hash: UNKNOWN } }
    const path = '/compat/elliptic/v2/analyses/synchronous'
    const headers = sign(key, { path, payload: JSON.stringify(clean) })
    expect(await (await shared.ask(path, { key: '', headers, body: clean })).json()).toMatchObject({ risk_score: null })
    expect((await stale.ask(ELLIPTIC, { body: clean })).status).toBe(503)
  })

  it('refuses what is not signed so, or not now', async () => {
    const key = shared.createKey(['screen'])
    const cases = [
      { 'x-access-key': key },
      sign(key, { time: (NOW - 301) * 1000 }),
      sign(key, { payload: '{}' }),
      sign(key, { path: '/v2/analyses/synchronous' }),
      { ...sign(key), 'x-access-timestamp': String(NOW * 1000 + 1) },
    ]
    for (const headers of cases) {
      const response = await shared.ask(ELLIPTIC, { key: '', headers, body })
      expect([response.status, ((await response.json()) as { code: string }).code]).toEqual([401, 'LZ_HTTP_SIGNATURE'])
    }
  })
})

describe('the sandbox', () => {
  it('gives each outcome where it is switched on, and nothing where it is not', async () => {
    const { ask } = await openTestDesk({ isSandbox: true })
    const verdictOf = async (desk: Pick<Shared, 'ask'>, text: string): Promise<unknown> =>
      ((await (await desk.ask('/v1/screen/address', { body: { address: text } })).json()) as { verdict: string })
        .verdict
    for (const [text, verdict] of SANDBOX_ADDRESSES) {
      expect(await verdictOf({ ask }, text)).toBe(verdict)
      expect(await verdictOf(shared, text)).toBe('no-match')
    }
    const [block = '', , hold = ''] = [...SANDBOX_ADDRESSES.keys()]
    const batch = await ask('/v1/screen/batch', { body: { addresses: [block, UNKNOWN] } })
    expect(await batch.json()).toMatchObject({ answers: [{ verdict: 'block' }, { verdict: 'no-match' }] })
    const transfer = await ask('/v1/screen/transfer', { body: { from: UNKNOWN, to: block } })
    expect(await transfer.json()).toMatchObject({ verdict: 'block', to: { verdict: 'block' } })
    expect((await ask(`${SANCTIONS}/${hold}`)).status).toBe(503)
    expect(await (await ask(`${SANCTIONS}/${block}`)).json()).toMatchObject({
      identifications: [{ category: 'sanctions' }],
    })
  })
})
