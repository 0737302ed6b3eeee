import { toBytes, toHex } from './HexBytes.ts'

/** The field's prime, the group's order and the generator. @source https://www.secg.org/sec2-v2.pdf, section 2.4.1 */
const P = 2n ** 256n - 2n ** 32n - 977n
const N = 0xfffffffffffffffffffffffffffffffebaaedce6af48a03bbfd25e8cd0364141n
const G: Affine = {
  x: 0x79be667ef9dcbbac55a06295ce870b07029bfcdb2dce28d959f2815b16f81798n,
  y: 0x483ada7726a3c4655da4fbfc0e1108a8fd17b448a68554199c47d08ffb10d4b8n,
}

interface Affine {
  readonly x: bigint
  readonly y: bigint
}

/** The point (x / z^2, y / z^3); the neutral one has z = 0. */
interface Jacobian extends Affine {
  readonly z: bigint
}

const NEUTRAL: Jacobian = { x: 1n, y: 1n, z: 0n }

/** Whether a number can be a part of a signature. */
export function isScalar(number: bigint): boolean {
  return number > 0n && number < N
}

/**
 * The public key that has signed a digest; undefined where the signature is none.
 *
 * Only for what is public already: it takes another time for another signature.
 *
 * @param signature - r and s, 32 bytes each; `parity` is that of the y of the point whose x is r.
 * @returns 64 bytes, x and y
 * @source https://www.secg.org/sec1-v2.pdf, section 4.1.6
 */
export function recover(digest: Uint8Array, signature: Uint8Array, parity: number): Uint8Array | undefined {
  const [r, s] = [numberOf(signature.subarray(0, 32)), numberOf(signature.subarray(32))]
  if (!isScalar(r) || !isScalar(s)) return undefined
  const point = findPoint(r, parity)
  if (point === undefined) return undefined
  const inverse = invert(r, N)
  const sum = addMultiples(modulo(-numberOf(digest) * inverse, N), point, modulo(s * inverse, N))
  if (sum.z === 0n) return undefined
  const { x, y } = toAffine(sum)
  return toBytes(`0x${x.toString(16).padStart(64, '0')}${y.toString(16).padStart(64, '0')}`)
}

function numberOf(bytes: Uint8Array): bigint {
  return BigInt(toHex(bytes))
}

/** The point of the curve y^2 = x^3 + 7 with that x. */
function findPoint(x: bigint, parity: number): Affine | undefined {
  const square = (x * x * x + 7n) % P
  const root = power(square, (P + 1n) / 4n)
  if ((root * root) % P !== square) return undefined
  return { x, y: Number(root & 1n) === parity ? root : P - root }
}

/** a * G + b * point, digit by digit of both at once. */
function addMultiples(a: bigint, point: Affine, b: bigint): Jacobian {
  const both = toAffine(add({ ...point, z: 1n }, G))
  const bitsA = a.toString(2).padStart(256, '0')
  const bitsB = b.toString(2).padStart(256, '0')
  let sum = NEUTRAL
  for (let i = 0; i < 256; i++) {
    sum = double(sum)
    const isA = bitsA.charCodeAt(i) === 0x31
    const isB = bitsB.charCodeAt(i) === 0x31
    if (isA || isB) sum = add(sum, isA && isB ? both : isA ? G : point)
  }
  return sum
}

/** @source https://hyperelliptic.org/EFD/g1p/auto-shortw-jacobian-0.html#doubling-dbl-2009-l */
function double({ x, y, z }: Jacobian): Jacobian {
  const b = (y * y) % P
  const d = (4n * x * b) % P
  const e = 3n * x * x
  const nextX = modulo(e * e - 2n * d, P)
  return { x: nextX, y: modulo(e * (d - nextX) - 8n * b * b, P), z: (2n * y * z) % P }
}

/** @source https://hyperelliptic.org/EFD/g1p/auto-shortw-jacobian-0.html#addition-madd-2007-bl */
function add(a: Jacobian, b: Affine): Jacobian {
  if (a.z === 0n) return { ...b, z: 1n }
  const zz = (a.z * a.z) % P
  const h = modulo(b.x * zz - a.x, P)
  const r = modulo(b.y * zz * a.z - a.y, P)
  if (h === 0n) return r === 0n ? double(a) : NEUTRAL
  const hh = (h * h) % P
  const hhh = (h * hh) % P
  const v = (a.x * hh) % P
  const x = modulo(r * r - hhh - 2n * v, P)
  return { x, y: modulo(r * (v - x) - a.y * hhh, P), z: (a.z * h) % P }
}

function toAffine({ x, y, z }: Jacobian): Affine {
  const inverse = invert(z, P)
  const square = (inverse * inverse) % P
  return { x: (x * square) % P, y: (y * square * inverse) % P }
}

/** By the extended algorithm of Euclid; `value` is not a multiple of the prime. */
function invert(value: bigint, prime: bigint): bigint {
  let [a, b, u, v] = [modulo(value, prime), prime, 1n, 0n]
  while (a !== 1n) {
    const quotient = b / a
    ;[a, b, u, v] = [b - quotient * a, a, v - quotient * u, u]
  }
  return modulo(u, prime)
}

function power(base: bigint, exponent: bigint): bigint {
  let result = 1n
  for (const bit of exponent.toString(2)) {
    result = (result * result) % P
    if (bit === '1') result = (result * base) % P
  }
  return result
}

function modulo(value: bigint, prime: bigint): bigint {
  const rest = value % prime
  return rest < 0n ? rest + prime : rest
}
