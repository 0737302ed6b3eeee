import type { Verdict } from '../screen/index.ts'

/** Upper ends of the buckets of latency. Unit: seconds. */
const BUCKETS = [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 10]

/** A value that is read when somebody asks for it. */
export interface Gauge {
  readonly name: string
  readonly help: string
  /** Values by label, such as `list="un-sc"`; the empty text is no label. */
  readonly values: Readonly<Record<string, number>>
}

/** What the server counts about itself, in the text form of Prometheus. */
export class Metrics {
  readonly #requests = new Map<string, Map<number, number>>()
  readonly #verdicts = new Map<Verdict.Verdict, number>()
  readonly #buckets = new Float64Array(BUCKETS.length + 1)
  #seconds = 0

  /** Counts a request; `route` is the path's pattern, so that nobody's address is in it. */
  countRequest(route: string, status: number, ms: number): void {
    let ofRoute = this.#requests.get(route)
    if (ofRoute === undefined) this.#requests.set(route, (ofRoute = new Map()))
    add(ofRoute, status, 1)
    const seconds = ms / 1000
    const at = BUCKETS.findIndex((end) => seconds <= end)
    const bucket = at < 0 ? BUCKETS.length : at
    this.#buckets[bucket] = (this.#buckets[bucket] ?? 0) + 1
    this.#seconds += seconds
  }

  /** Counts answers. */
  countVerdict(verdict: Verdict.Verdict, count = 1): void {
    add(this.#verdicts, verdict, count)
  }

  /** All of it as text. @source https://prometheus.io/docs/instrumenting/exposition_formats/ */
  toText(gauges: readonly Gauge[]): string {
    const verdicts = [...this.#verdicts].map(([verdict, count]): [string, number] => [`verdict="${verdict}"`, count])
    const requests = [...this.#requests].flatMap(([route, counts]) =>
      Array.from(counts, ([status, count]): [string, number] => [`route="${route}",status="${status}"`, count]),
    )
    return [
      ...head('lazaretto_requests_total', 'counter', 'Requests by route and status.'),
      ...lines('lazaretto_requests_total', requests),
      ...head('lazaretto_screenings_total', 'counter', 'Screened addresses, transfers and names by verdict.'),
      ...lines('lazaretto_screenings_total', verdicts),
      ...this.#histogram(),
      ...gauges.flatMap(({ name, help, values }) => [
        ...head(name, 'gauge', help),
        ...lines(name, Object.entries(values)),
      ]),
      '',
    ].join('\n')
  }

  #histogram(): string[] {
    const name = 'lazaretto_request_seconds'
    let sum = 0
    const counts = Array.from(this.#buckets, (count) => (sum += count))
    const ends = [...BUCKETS.map(String), '+Inf']
    return [
      ...head(name, 'histogram', 'Time from a request to its answer.'),
      ...ends.map((end, i) => `${name}_bucket{le="${end}"} ${counts[i]}`),
      `${name}_sum ${this.#seconds}`,
      `${name}_count ${sum}`,
    ]
  }
}

function head(name: string, type: string, help: string): string[] {
  return [`# HELP ${name} ${help}`, `# TYPE ${name} ${type}`]
}

function lines(name: string, values: Iterable<readonly [string, number]>): string[] {
  return Array.from(values, ([labels, value]) => `${name}${labels === '' ? '' : `{${labels}}`} ${value}`)
}

function add<Key>(counts: Map<Key, number>, key: Key, count: number): void {
  counts.set(key, (counts.get(key) ?? 0) + count)
}
