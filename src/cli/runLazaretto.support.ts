import { run } from './main.ts'

/** How a command ended, and what it said. */
export interface Outcome {
  readonly code: number
  readonly out: string
  readonly err: string
}

/** What surrounds a command. */
export interface Surroundings {
  /** Pieces of standard input. */
  readonly input?: Iterable<string | Uint8Array>
  /** The clock, in seconds since 1970; the system's where it is not given. */
  readonly nowSec?: number | undefined
}

/** Runs the command line within a test, without a terminal. */
export async function runLazaretto(args: readonly string[], { input, nowSec }: Surroundings = {}): Promise<Outcome> {
  let out = ''
  let err = ''
  const code = await run(['node', 'lazaretto', ...args], {
    stdout: { write: (text: string) => (out += text) },
    stderr: { write: (text: string) => (err += text) },
    env: {},
    ...(input === undefined ? {} : { stdin: toStream(input) }),
    ...(nowSec === undefined ? {} : { now: () => nowSec }),
  })
  return { code, out, err }
}

async function* toStream(pieces: Iterable<string | Uint8Array>): AsyncGenerator<string | Uint8Array> {
  yield* pieces
}
