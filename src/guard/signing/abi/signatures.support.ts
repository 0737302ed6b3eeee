import fc from 'fast-check'

const bits = fc.integer({ min: 1, max: 32 }).map((bytes) => 8 * bytes)
const word = fc.oneof(
  bits.map((count) => `uint${count}`),
  bits.map((count) => `int${count}`),
  fc.integer({ min: 1, max: 32 }).map((size) => `bytes${size}`),
  fc.constantFrom('address', 'bool', 'bytes', 'string'),
)

const { type } = fc.letrec<{ type: string }>((tie) => ({
  type: fc.oneof(
    { depthSize: 'small', withCrossShrink: true },
    word,
    fc.tuple(tie('type'), fc.constantFrom('[]', '[1]', '[3]')).map((parts) => parts.join('')),
    fc.array(tie('type'), { minLength: 1, maxLength: 3 }).map((types) => `(${types.join(',')})`),
  ),
}))

/** Functions without names of arguments. */
export const anySignature: fc.Arbitrary<string> = fc
  .array(type, { maxLength: 4 })
  .map((types) => `f(${types.join(',')})`)
