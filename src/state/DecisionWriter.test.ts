import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { describe, expect, it, onTestFinished } from 'vitest'
import * as CanonicalJson from './CanonicalJson.ts'
import { type DecisionWriter, type DecisionWriterOptions, openDecisionWriter } from './DecisionWriter.ts'
import { appendDecision, listDecisions, verifyLog } from './decisionLog.ts'
import { createFolder, createState } from './testState.support.ts'
import { openState } from './WorkState.ts'

const body = (n: number): CanonicalJson.CanonicalJson => CanonicalJson.encode({ n })

async function createWriter(folder: string, options: Partial<DecisionWriterOptions> = {}): Promise<DecisionWriter> {
  const writer = await openDecisionWriter(folder, { now: () => 1_790_000_000, ...options })
  onTestFinished(() => writer.close().catch(() => undefined))
  return writer
}

function readNumbers(folder: string): unknown[] {
  const state = createState(folder)
  return listDecisions(state, { from: 1, limit: 1_000 }).map(({ body: bytes }) => CanonicalJson.decode(bytes))
}

describe('a decision writer', () => {
  it('acknowledges what is in the log, in the order of the appends', async () => {
    const folder = createFolder()
    const writer = await createWriter(folder)
    const numbers = Array.from({ length: 700 }, (_, n) => n)
    const seqs = await Promise.all(numbers.map((n) => writer.append('screen', body(n))))
    expect(seqs).toEqual(numbers.map((n) => n + 1))
    expect(await writer.append('policy', body(700))).toBe(701)
    expect(readNumbers(folder)).toEqual([...numbers, 700].map((n) => ({ n })))
    const state = createState(folder)
    expect(listDecisions(state, { from: 701, limit: 1 })).toMatchObject([{ kind: 'policy', time: 1_790_000_000 }])
    expect(await verifyLog(state)).toMatchObject({ seq: 701 })
  })

  it('acknowledges nothing before it is on the disk', async () => {
    const folder = createFolder()
    const writer = await createWriter(folder)
    const state = createState(folder)
    for (let round = 1; round <= 30; round++) {
      const seq = await writer.append('screen', body(round))
      expect(listDecisions(state, { from: seq, limit: 2 })).toHaveLength(1)
    }
  })

  it('carries bodies of every size', async () => {
    const folder = createFolder()
    const writer = await createWriter(folder)
    const bodies = [0, 1, 65_000, 70_000, 1_000_000].map((size) => CanonicalJson.encode('x'.repeat(size)))
    await Promise.all(bodies.map((bytes) => writer.append('screen', bytes)))
    const stored = listDecisions(createState(folder), { from: 1, limit: 9 }).map((decision) => decision.body.length)
    expect(stored).toEqual(bodies.map((bytes) => bytes.length))
  })

  it('shares the log with others that append', async () => {
    const folder = createFolder()
    const [writer, other] = [await createWriter(folder), await createWriter(folder)]
    const state = createState(folder)
    const appended: Promise<number>[] = []
    for (let n = 0; n < 200; n++) {
      appended.push(writer.append('screen', body(n)), other.append('screen', body(n)))
      if (n % 20 === 0) appendDecision(state, { time: 1, kind: 'key', body: body(n) })
      if (n % 50 === 0) await Promise.all(appended)
    }
    expect(new Set(await Promise.all(appended)).size).toBe(400)
    expect(await verifyLog(state)).toMatchObject({ seq: 410 })
  })

  it('is opened by several at once in a new folder', async () => {
    const folder = createFolder()
    const writers = await Promise.all([1, 2, 3, 4].map(() => createWriter(folder)))
    const seqs = await Promise.all(writers.map((writer, n) => writer.append('screen', body(n))))
    expect(seqs.sort()).toEqual([1, 2, 3, 4])
  })

  it('refuses more than may wait, and takes more when they are written', async () => {
    const writer = await createWriter(createFolder(), { queueMax: 3 })
    const results = await Promise.allSettled([1, 2, 3, 4, 5].map((n) => writer.append('screen', body(n))))
    expect(results.map(({ status }) => status)).toEqual(['fulfilled', 'fulfilled', 'fulfilled', 'rejected', 'rejected'])
    expect(results[3]).toMatchObject({ reason: { code: 'LZ_LOG_FULL', kind: 'retryable' } })
    expect(await writer.append('screen', body(6))).toBe(4)
  })

  it('refuses a wrong decision without a trace in the log', async () => {
    const folder = createFolder()
    const writer = await createWriter(folder)
    const results = await Promise.allSettled([
      writer.append('screen', body(1)),
      writer.append('Not a kind', body(2)),
      writer.append('screen', body(3)),
    ])
    expect(results[1]).toMatchObject({ reason: { code: 'LZ_LOG_DRAFT' } })
    expect(readNumbers(folder)).toEqual([{ n: 1 }, { n: 3 }])
  })

  it('writes what it has when it is closed, and takes no more', async () => {
    const folder = createFolder()
    const writer = await createWriter(folder)
    const appended = Array.from({ length: 1_000 }, (_, n) => writer.append('screen', body(n)))
    await Promise.all([writer.close(), writer.close()])
    expect(await Promise.all(appended)).toHaveLength(1_000)
    expect(readNumbers(folder)).toHaveLength(1_000)
    await expect(writer.append('screen', body(1))).rejects.toMatchObject({ code: 'LZ_LOG_CLOSED' })
  })

  it('closes at any moment of a commit', async () => {
    const folder = createFolder()
    for (let moment = 0; moment < 8; moment++) {
      const writer = await createWriter(folder)
      const first = writer.append('screen', body(1))
      for (let turn = 0; turn < moment; turn++) await new Promise((resolve) => setImmediate(resolve))
      const second = writer.append('screen', body(2))
      if (moment % 2 === 0) await first
      await writer.close()
      expect(await second).toBe((await first) + 1)
    }
  })

  it('tells all who wait, and all who come, that its thread has died', async () => {
    const folder = createFolder()
    const writer = await createWriter(folder)
    await writer.append('screen', body(1))
    const state = createState(folder)
    state.database.exec('DROP TABLE decision')
    const first = writer.append('screen', body(2))
    await new Promise((resolve) => setImmediate(resolve))
    const second = writer.append('screen', body(3))
    for (const lost of [first, second]) {
      await expect(lost).rejects.toMatchObject({ code: 'LZ_LOG_WRITER', kind: 'retryable' })
    }
    await expect(writer.append('screen', body(4))).rejects.toMatchObject({ code: 'LZ_LOG_WRITER' })
    await expect(writer.close()).rejects.toMatchObject({ code: 'LZ_LOG_WRITER' })
  })

  it('refuses to open what openState refuses, with its code', async () => {
    const state = createState()
    state.database.exec('PRAGMA user_version = 999')
    await expect(createWriter(state.folder)).rejects.toMatchObject({ code: 'LZ_STATE_VERSION', kind: 'input' })
  })
})

const ROUNDS = 6

/** Starts the program, kills it once it has acknowledged so many, and gives what it said: seq and number per line. */
async function appendUntilKilled(folder: string, acknowledged: number): Promise<[seq: number, n: number][]> {
  const program = new URL('./appendForever.support.ts', import.meta.url).pathname
  const args = ['--import', './scripts/loadSources.mjs', program, folder]
  const child = spawn(process.execPath, args, { stdio: ['ignore', 'pipe', 'inherit'] })
  let said = ''
  child.stdout.on('data', (chunk: Buffer) => {
    said += chunk.toString()
    if (said.split('\n').length > acknowledged) child.kill('SIGKILL')
  })
  expect(await once(child, 'close')).toEqual([null, 'SIGKILL'])
  const lines = said.slice(0, said.lastIndexOf('\n')).split('\n')
  return lines.map((line) => line.split(' ').map(Number) as [number, number])
}

describe('a writer whose process is killed', () => {
  it('has lost nothing that it acknowledged, and nothing is half there', async () => {
    const folder = createFolder()
    let beforeSeq = 0
    for (let round = 0; round < ROUNDS; round++) {
      const said = await appendUntilKilled(folder, 1 + round * 400)
      const state = openState(folder)
      const { seq } = await verifyLog(state)
      expect(seq).toBeGreaterThanOrEqual(said.at(-1)?.[0] as number)
      const numberOf = (at: number): unknown =>
        (
          CanonicalJson.decode(
            listDecisions(state, { from: at, limit: 1 })[0]?.body as CanonicalJson.CanonicalJson,
          ) as { n: number }
        ).n
      for (const [at, n] of said) expect(numberOf(at)).toBe(n)
      expect(numberOf(seq)).toBe(seq - beforeSeq - 1)
      beforeSeq = seq
      state.close()
    }
  })
})
