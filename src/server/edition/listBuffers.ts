/** The memory of all typed arrays in a value, each once: handed over with it, nothing is copied. */
export function listBuffers(value: unknown, found: Set<ArrayBuffer> = new Set()): ArrayBuffer[] {
  if (ArrayBuffer.isView(value)) {
    if (value.buffer instanceof ArrayBuffer) found.add(value.buffer)
  } else if (typeof value === 'object' && value !== null) {
    for (const part of Object.values(value)) listBuffers(part, found)
  }
  return [...found]
}
