import { styleText } from 'node:util'

/** Data goes to stdout, talk to stderr; colour only where a person looks. */
export interface Terminal {
  write(text: string): void
  say(text: string): void
  /** One line that the next one replaces; nothing where stderr is no terminal. */
  progress(text: string): void
  paint(style: 'red' | 'bold' | 'dim' | 'green' | 'yellow', text: string): string
}

/** Where output goes: of a process, or of a test. */
export interface Streams {
  readonly stdout: Stream
  readonly stderr: Stream
  readonly env: NodeJS.ProcessEnv
}

interface Stream {
  readonly isTTY?: boolean
  write(text: string): unknown
}

export function createTerminal({ stdout, stderr, env }: Streams): Terminal {
  const isColoured = stdout.isTTY === true && env['NO_COLOR'] === undefined
  const clear = stderr.isTTY ? '\r\x1b[K' : ''
  return {
    write: (text) => void stdout.write(text),
    say: (text) => void stderr.write(`${clear}${text}\n`),
    progress: (text) => void (stderr.isTTY && stderr.write(`${clear}${text}`)),
    paint: (style, text) => (isColoured ? styleText(style, text) : text),
  }
}
