import { setMaxListeners } from 'node:events'

/** The first Ctrl-C asks for an end, which `signal` tells; a second one ends the program at once. */
export interface Interrupt {
  readonly signal: AbortSignal
  end(): void
}

export function onInterrupt(): Interrupt {
  const controller = new AbortController()
  // Each request of a source listens, and many are under way at once.
  setMaxListeners(0, controller.signal)
  const stop = (): void => {
    end()
    controller.abort()
  }
  const end = (): void => {
    process.off('SIGINT', stop)
    process.off('SIGTERM', stop)
  }
  process.on('SIGINT', stop)
  process.on('SIGTERM', stop)
  return { signal: controller.signal, end }
}
