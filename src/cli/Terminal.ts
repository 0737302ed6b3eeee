import { styleText } from 'node:util'

/** Data goes to stdout, talk to stderr; colour only where a person looks. */
export interface Terminal {
  write(text: string): void
  say(text: string): void
  /** One line that the next one replaces; nothing where stderr is no terminal. */
  progress(text: string): void
  paint(style: 'red' | 'bold' | 'dim' | 'green' | 'yellow', text: string): string
  /** What was piped in, as it comes. */
  readonly input: AsyncIterable<Uint8Array | string>
  /** The clock: whole seconds since 1970. */
  now(): number
  /** Says with which code the program will end, where it is not an error and not 0. */
  exitWith(code: number): void
  /** The code that was said last, or 0. */
  exitCode(): number
}

/** Where output goes: of a process, or of a test. */
export interface Streams {
  readonly stdout: Stream
  readonly stderr: Stream
  readonly env: NodeJS.ProcessEnv
  readonly stdin?: Input
  /** Seconds since 1970; the system's clock where it is not given. */
  readonly now?: () => number
  /** In a process of a server: the folder that it serves. Elsewhere, commands look for the server of theirs. */
  readonly served?: string
}

/** What is piped in. What can be destroyed is, where nobody waits for its end. */
export type Input = AsyncIterable<Uint8Array | string> & { destroy?(): unknown }

interface Stream {
  readonly isTTY?: boolean
  write(text: string): unknown
}

export function createTerminal({ stdout, stderr, env, stdin = empty(), now = systemSec }: Streams): Terminal {
  let code = 0
  const isColoured = stdout.isTTY === true && env['NO_COLOR'] === undefined
  const clear = stderr.isTTY ? '\r\x1b[K' : ''
  return {
    write: (text) => void stdout.write(text),
    say: (text) => void stderr.write(`${clear}${text}\n`),
    progress: (text) => void (stderr.isTTY && stderr.write(`${clear}${text}`)),
    paint: (style, text) => (isColoured ? styleText(style, text, { validateStream: false }) : text),
    input: stdin,
    now,
    exitWith: (next) => {
      code = next
    },
    exitCode: () => code,
  }
}

function systemSec(): number {
  return Math.floor(Date.now() / 1000)
}

/** Nothing is piped in. */
export async function* empty(): AsyncGenerator<string> {}
