import { AbiError } from '../signing/abi/AbiError.ts'
import { type AbiFunction, parseSignature } from '../signing/abi/parseSignature.ts'
import * as Shape from './Shape.ts'

const ENTRIES_MAX = 1000
const INPUTS_MAX = 100
const DEPTH_MAX = 16

/**
 * The functions of a descriptor's own ABI, as those of the first version have one; none where it is a link, or absent.
 *
 * @throws DescriptorError `LZ_GUARD_DESCRIPTOR`
 * @source https://docs.soliditylang.org/en/latest/abi-spec.html#json
 */
export function readAbi(contract: Shape.Shape): AbiFunction[] {
  if (!Array.isArray(contract.fields['abi'])) return []
  const entries = Shape.objects(contract, 'abi', ENTRIES_MAX).filter(({ fields }) => fields['type'] === 'function')
  return entries
    .map((entry) => findFunction(`${Shape.text(entry, 'name')}(${toInputs(entry, 'inputs')})`))
    .filter((known) => known !== undefined)
}

function toInputs(shape: Shape.Shape, name: string, depth: number = 0): string {
  if (depth > DEPTH_MAX) throw Shape.wrong(shape.place)
  return Shape.objects(shape, name, INPUTS_MAX)
    .map((input) => {
      const type = Shape.text(input, 'type')
      const isTuple = type.startsWith('tuple')
      const text = isTuple ? `(${toInputs(input, 'components', depth + 1)})${type.slice('tuple'.length)}` : type
      return `${text} ${Shape.findText(input, 'name') ?? ''}`
    })
    .join(',')
}

/** Undefined for what is no signature. */
export function findFunction(text: string): AbiFunction | undefined {
  try {
    return parseSignature(text)
  } catch (error) {
    if (error instanceof AbiError) return undefined
    throw error
  }
}
