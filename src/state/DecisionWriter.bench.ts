// Single appends per second through the writer, and what they cost the thread that appends.
// npm run build && node --import ./scripts/loadSources.mjs src/state/DecisionWriter.bench.ts
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { CanonicalJson, openDecisionWriter, openState, verifyLog } from './index.ts'

const RECORDS = 200_000
const GROUP = 1_000

const folder = mkdtempSync(join(tmpdir(), 'lazaretto-log-'))
const verdict = {
  input: '0x098b716b8aaf21512996dc57eb0615e2383e2f96',
  verdict: 'block',
  reasons: [{ code: 'SANCTIONED', list: 'ofac-sdn', uid: '36216', published: '2026-08-20' }],
  lists: 'd3adc0de00000000000000000000000000000000000000000000000000000000',
  policy: 'default/1',
}
const body = CanonicalJson.encode(verdict)

function report(what: string, value: string): void {
  process.stdout.write(`${what.padEnd(52)} ${value}\n`)
}

/** Appends in groups that do not wait for each other; at most four groups are under way. */
async function appendMany(isEncoding: boolean): Promise<void> {
  const writer = await openDecisionWriter(folder, { now: () => 1_790_000_000 })
  const groups: Promise<unknown>[] = []
  const started = performance.now()
  let spentMs = 0
  for (let sent = 0; sent < RECORDS; sent += GROUP) {
    const before = performance.now()
    let last: Promise<unknown> | undefined
    for (let i = 0; i < GROUP; i++) {
      last = writer.append('screen', isEncoding ? CanonicalJson.encode(verdict) : body)
    }
    spentMs += performance.now() - before
    groups.push(last as Promise<unknown>)
    if (groups.length === 4) await groups.shift()
  }
  await writer.close()
  const seconds = (performance.now() - started) / 1000
  const how = isEncoding ? 'with encoding' : 'bytes given'
  report(`appends/s, ${body.length} B bodies, ${4 * GROUP} waiting, ${how}`, String(Math.round(RECORDS / seconds)))
  report('  calling thread in append()', `${((spentMs * 1000) / RECORDS).toFixed(2)} us`)
}

/** A server's load: so many a second on one thread, each with its own turn of the event loop. */
async function appendSteadily(perSecond: number): Promise<void> {
  const writer = await openDecisionWriter(folder, { now: () => 1_790_000_000 })
  const waitsMs: number[] = []
  const cpu = process.cpuUsage()
  const loop = performance.eventLoopUtilization()
  const started = performance.now()
  for (let sent = 0; sent < perSecond * 5; ) {
    const due = Math.min(perSecond * 5, ((performance.now() - started) / 1000) * perSecond)
    for (; sent < due; sent++) {
      const before = performance.now()
      void writer.append('screen', body).then(() => waitsMs.push(performance.now() - before))
    }
    await new Promise((resolve) => setTimeout(resolve, 1))
  }
  const busy = performance.eventLoopUtilization(loop).utilization
  await writer.close()
  const { user, system } = process.cpuUsage(cpu)
  waitsMs.sort((a, b) => a - b)
  const at = (share: number): string => `${waitsMs[Math.floor(waitsMs.length * share)]?.toFixed(1)} ms`
  report(`${perSecond} appends/s for 5 s: p50, p99, p99.9`, `${at(0.5)}, ${at(0.99)}, ${at(0.999)}`)
  report(
    '  event loop busy; CPU of both threads per append',
    `${(busy * 100).toFixed(0)} %, ${((user + system) / waitsMs.length).toFixed(1)} us`,
  )
}

try {
  await appendMany(false)
  await appendMany(false)
  await appendMany(true)
  await appendSteadily(15_000)
  const state = openState(folder)
  const started = performance.now()
  const { seq } = await verifyLog(state)
  report('records verified/s', String(Math.round(seq / ((performance.now() - started) / 1000))))
  state.close()
} finally {
  rmSync(folder, { recursive: true })
}
