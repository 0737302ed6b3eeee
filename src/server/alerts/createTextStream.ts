/** How a stream of texts ends. */
export interface TextStreamPlan {
  /** How long the reader may take nothing. */
  readonly stalledMs: number
  /** Told when the reader has taken nothing for so long. */
  onStalled(): void
  /** Told once more of the end, whoever brought it about. */
  onEnd(): void
  /** Told of an error of the source, which ends the stream. */
  report(error: unknown): void
}

/** Texts as bytes for a reader who takes them one by one: what it does not take is not made. */
export function createTextStream(
  texts: AsyncIterator<string, void>,
  { stalledMs, onStalled, onEnd, report }: TextStreamPlan,
): ReadableStream<Uint8Array<ArrayBuffer>> {
  const encoder = new TextEncoder()
  let timer: NodeJS.Timeout | undefined
  const expectReader = (): void => {
    timer = setTimeout(onStalled, stalledMs).unref()
  }
  const end = (): void => {
    clearTimeout(timer)
    onEnd()
  }
  const next = async (): Promise<string | undefined> => {
    try {
      return (await texts.next()).value ?? undefined
    } catch (error) {
      report(error)
      return undefined
    }
  }
  const pull = async (controller: ReadableStreamDefaultController<Uint8Array<ArrayBuffer>>): Promise<void> => {
    clearTimeout(timer)
    const text = await next()
    if (text === undefined) {
      end()
      controller.close()
    } else {
      controller.enqueue(encoder.encode(text))
      expectReader()
    }
  }
  expectReader()
  return new ReadableStream({ pull, cancel: end }, { highWaterMark: 0 })
}
