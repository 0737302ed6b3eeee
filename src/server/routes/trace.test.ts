import { createReadStream } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { AssetId, ChainId } from '../../chain/index.ts'
import { readLabelFile } from '../../intel/index.ts'
import { addLabels, createCase, importFile, openStore, writeSample } from '../../ledger/index.ts'
import { openSharedDesk, openTestDesk } from '../desk.support.ts'
import { TraceJobs, type TraceRoom } from '../jobs/TraceJobs.ts'
import { toRecord } from '../labelRecords.ts'
import { LedgerQueue } from '../process/LedgerQueue.ts'

type Shared = Awaited<ReturnType<typeof openSharedDesk>>
const sample = createCase({ seed: 1, background: 0 })
const ethereum = ChainId.parse('eip155:1')
let shared: Shared

beforeAll(async () => {
  shared = await openSharedDesk()
  const files = await writeSample(join(shared.folder, 'sample'), sample)
  const store = await openStore(shared.folder, { mode: 'write' })
  await importFile(store, files.transfers, {
    chain: ethereum,
    asset: AssetId.parseOn('ETH', ethereum),
    columns: {},
    decimals: undefined,
    strict: true,
    inexact: false,
    keepDuplicates: false,
    onProgress: () => undefined,
    onReject: () => undefined,
  })
  const labels = await readLabelFile({ name: 'labels.csv', bytes: createReadStream(files.labels) })
  await addLabels(store, labels.labels.map(toRecord))
  store.close()
})
afterAll(() => shared.close())

interface Job {
  readonly id: string
  readonly state: string
  readonly result: string | null
  readonly problem: { readonly code: string } | null
}

async function order(body: object, key?: string): Promise<{ status: number; job: Job; location: string | null }> {
  const response = await shared.ask('/v1/trace', { body, ...(key === undefined ? {} : { key }) })
  return { status: response.status, job: (await response.json()) as Job, location: response.headers.get('Location') }
}

async function jobAt(id: string): Promise<Job> {
  return (await (await shared.ask(`/v1/trace/${id}`)).json()) as Job
}

async function ended(id: string): Promise<Job> {
  return await vi.waitFor(
    async () => {
      const job = await jobAt(id)
      expect(['queued', 'running']).not.toContain(job.state)
      return job
    },
    { timeout: 60_000, interval: 50 },
  )
}

describe('/v1/trace', () => {
  it('follows a theft to its known answer', async () => {
    const { status, job, location } = await order({ seeds: sample.seeds, name: 'sample' })
    expect([status, location]).toEqual([202, `/v1/trace/${job.id}`])
    const { state, result } = await ended(job.id)
    expect(state).toBe('done')
    const documents = (await (await shared.ask(String(result))).json()) as {
      isBalanced: boolean
      theft: string
      statement: { kind: string; service?: string; limit?: string; amount: string }[]
    }[]
    expect(documents[0]).toMatchObject({ schema: 'lazaretto/trace/1', theft: 'sample', isBalanced: true })
    const lines = documents[0]?.statement ?? []
    const found = Object.fromEntries(
      lines.map((line) => [line.service ?? line.limit ?? line.kind, BigInt(line.amount)]),
    )
    expect(found).toEqual(sample.answer)
  })

  it('says why it failed', async () => {
    const { job } = await order({ seeds: [`0x${'9'.repeat(40)}`] })
    const failed = await ended(job.id)
    expect(failed).toMatchObject({
      state: 'failed',
      problem: { code: 'LZ_TRACE_SEED_NOT_FOUND', status: 404 },
      result: null,
    })
    expect((await shared.ask(`/v1/trace/${job.id}/result`)).status).toBe(404)
  })

  it('refuses at once what it cannot read', async () => {
    const bodies = [
      { seeds: [] },
      { seeds: ['bob'] },
      { seeds: sample.seeds, chain: 'no-such-chain' },
      { seeds: sample.seeds, until: 'tomorrow' },
      { seeds: sample.seeds, rule: 'median' },
      { seeds: sample.seeds, folder: '/' },
    ]
    for (const body of bodies) expect((await order(body)).status).toBe(400)
  })

  it('can be ended while it waits or runs, and is nobody else’s', async () => {
    const other = shared.createKey(['trace'])
    const first = await order({ seeds: sample.seeds })
    const second = await order({ seeds: sample.seeds })
    for (const { job } of [second, first]) {
      expect((await shared.ask(`/v1/trace/${job.id}`, { key: other })).status).toBe(404)
      const response = await shared.ask(`/v1/trace/${job.id}`, { method: 'DELETE' })
      expect(await response.json()).toMatchObject({ state: 'cancelled' })
    }
    const third = await order({ seeds: sample.seeds })
    expect(await ended(third.job.id)).toMatchObject({ state: 'done' })
  })

  it('is refused where the ledger is not there', async () => {
    const { ask } = await openTestDesk()
    const { id } = (await (await ask('/v1/trace', { body: { seeds: sample.seeds } })).json()) as Job
    await vi.waitFor(
      async () => {
        const job = await (await ask(`/v1/trace/${id}`)).json()
        expect(job).toMatchObject({ state: 'failed', problem: { code: 'LZ_STORE_NOT_FOUND' } })
        expect(JSON.stringify(job)).not.toContain('lazaretto-server-')
      },
      { timeout: 60_000, interval: 50 },
    )
  })
})

describe('the queue of traces', () => {
  const question = {
    seeds: sample.seeds,
    chain: 'eip155:1',
    direction: 'forward',
    rule: 'haircut',
    hubs: 1000,
  } as const

  const room = (): TraceRoom => ({ folder: shared.folder, queue: new LedgerQueue(), now: () => 0 })

  it('is bounded, and forgets the oldest', () => {
    const jobs = new TraceJobs(room(), { waitingMax: 2, keptMax: 2 })
    const all = [jobs.order('a', question), jobs.order('a', question), jobs.order('a', question)]
    expect(() => jobs.order('a', question)).toThrow(expect.objectContaining({ code: 'LZ_TRACE_JOBS' }))
    jobs.close()
    expect(all.map(({ id }) => jobs.find('a', id)?.state)).toEqual([undefined, 'cancelled', 'cancelled'])
    expect(jobs.find('b', all[2]?.id ?? '')).toBeUndefined()
  })

  it('ends a job that takes too long or comes to too much', async () => {
    for (const limits of [{ runMs: 1 }, { resultBytesMax: 10 }]) {
      const jobs = new TraceJobs(room(), limits)
      const job = jobs.order('a', question)
      await vi.waitFor(() => expect(job.state).toBe('failed'), { timeout: 60_000, interval: 50 })
      expect(job.problem).toMatchObject({ code: 'LZ_TRACE_JOB_BOUND' })
    }
  })
})
