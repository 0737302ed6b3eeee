// The libraries of ECMAScript and Node that we compile against do not name WebAssembly.
declare const WebAssembly: {
  readonly Module: new (bytes: Uint8Array) => object
  readonly Instance: new (module: object) => { readonly exports: object }
}

/** A module's memory. After it grows, `buffer` is another one and views of the old one are empty. */
export interface WasmMemory {
  readonly buffer: ArrayBuffer
  grow(pages: number): number
}

/** A constant that a module exports. */
export interface WasmConstant {
  readonly value: number
}

const PAGE_BYTES = 65_536

const compiled = new Map<string, object>()

/** A new instance of a module without imports; each module is compiled once. `code` is base64. */
export function instantiate(code: string): object {
  let module = compiled.get(code)
  if (module === undefined) {
    module = new WebAssembly.Module(Uint8Array.from(atob(code), (char) => char.charCodeAt(0)))
    compiled.set(code, module)
  }
  return new WebAssembly.Instance(module).exports
}

/** Grows memory to so many bytes at least. @throws RangeError above 4 GiB, or when the machine has not so much */
export function growMemory(memory: WasmMemory, bytes: number): void {
  const missing = Math.ceil(bytes / PAGE_BYTES) - memory.buffer.byteLength / PAGE_BYTES
  if (missing > 0) memory.grow(missing)
}
