const BASE = 36
const FIRST_MAX = 1
const LAST_MAX = 26
const SKEW = 38
const DAMP = 700
const LAST_CODE_POINT = 0x10ffff

/**
 * Decodes a label behind its `xn--`; `undefined` for what no encoder writes.
 *
 * @source RFC 3492
 * @example
 * decodePunycode('metamsk-en4c') // 'metamạsk'
 */
export function decodePunycode(encoded: string): string | undefined {
  const end = encoded.lastIndexOf('-')
  const points = [...encoded.slice(0, Math.max(end, 0))].map((letter) => letter.charCodeAt(0))
  const state = { at: end + 1, point: 128, bias: 72, index: 0 }
  while (state.at < encoded.length) {
    const before = state.index
    const steps = readNumber(encoded, state)
    if (steps === undefined) return undefined
    const count = points.length + 1
    const next = before + steps
    state.bias = adapt(steps, count, before === 0 && points.length === Math.max(end, 0))
    state.point += Math.floor(next / count)
    if (state.point > LAST_CODE_POINT) return undefined
    points.splice(next % count, 0, state.point)
    state.index = (next % count) + 1
  }
  return String.fromCodePoint(...points)
}

function readNumber(encoded: string, state: { at: number; bias: number }): number | undefined {
  let value = 0
  let weight = 1
  for (let k = BASE; ; k += BASE) {
    const digit = toDigit(encoded.charCodeAt(state.at++))
    if (digit === undefined) return undefined
    value += digit * weight
    if (value > 0x7fffffff) return undefined
    const limit = k <= state.bias ? FIRST_MAX : Math.min(k - state.bias, LAST_MAX)
    if (digit < limit) return value
    weight *= BASE - limit
  }
}

function toDigit(code: number): number | undefined {
  if (code >= 97 && code <= 122) return code - 97
  if (code >= 65 && code <= 90) return code - 65
  return code >= 48 && code <= 57 ? code - 22 : undefined
}

function adapt(steps: number, count: number, isFirst: boolean): number {
  let delta = Math.floor(steps / (isFirst ? DAMP : 2))
  delta += Math.floor(delta / count)
  let k = 0
  for (; delta > ((BASE - FIRST_MAX) * LAST_MAX) / 2; k += BASE) delta = Math.floor(delta / (BASE - FIRST_MAX))
  return k + Math.floor(((BASE - FIRST_MAX + 1) * delta) / (delta + SKEW))
}
