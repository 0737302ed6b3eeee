import { readFileSync } from 'node:fs'
import { z } from 'zod'
import { RehearsalError } from '../RehearsalError.ts'
import { HERE, type Place } from './findAnvil.ts'

const artifact = z.looseObject({ bytecode: z.string().regex(/^(0x)?(?:[0-9a-f]{2})+$/) })

/**
 * The creation code of Uniswap V2's factory, which makes its pairs, as its authors published it.
 *
 * @throws RehearsalError `LZ_REHEARSAL_UNISWAP` where the package is not installed
 * @source https://www.npmjs.com/package/@uniswap/v2-core
 */
export function loadUniswap({ resolve }: Pick<Place, 'resolve'> = HERE): string {
  try {
    const file = resolve('@uniswap/v2-core/build/UniswapV2Factory.json')
    const { bytecode } = artifact.parse(JSON.parse(readFileSync(file, 'utf8')))
    return bytecode.startsWith('0x') ? bytecode : `0x${bytecode}`
  } catch (cause) {
    const message =
      'A rehearsal needs the published pair of Uniswap V2, which is not installed. Say: npm install @uniswap/v2-core@1.0.1'
    throw new RehearsalError('LZ_REHEARSAL_UNISWAP', 'not-found', message, cause)
  }
}
