import { existsSync, readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import { z } from 'zod'
import { RehearsalError } from '../RehearsalError.ts'

/** The machine to look for, and where modules are looked for. */
export interface Place {
  readonly platform: string
  readonly arch: string
  /** Resolves a module's file, as `require.resolve`. */
  resolve(id: string): string
}

const ARCHITECTURES: Readonly<Record<string, string>> = { x64: 'amd64', arm64: 'arm64' }

const manifest = z.looseObject({ bin: z.looseObject({ anvil: z.string() }) })

/** This machine. */
export const HERE: Place = {
  platform: process.platform,
  arch: process.arch,
  resolve: createRequire(import.meta.url).resolve,
}

/**
 * The program anvil of the npm package for a machine.
 *
 * @throws RehearsalError `LZ_REHEARSAL_ANVIL` where it is not installed
 * @source https://www.npmjs.com/package/@foundry-rs/anvil
 */
export function findAnvil({ platform, arch, resolve }: Place = HERE): string {
  const name = `@foundry-rs/anvil-${platform}-${ARCHITECTURES[arch] ?? arch}`
  try {
    const file = resolve(`${name}/package.json`)
    const program = join(dirname(file), manifest.parse(JSON.parse(readFileSync(file, 'utf8'))).bin.anvil)
    if (existsSync(program)) return program
  } catch (cause) {
    throw missing(name, cause)
  }
  throw missing(name)
}

function missing(name: string, cause?: unknown): RehearsalError {
  const message = `A rehearsal needs the local node anvil, and ${name} is not installed. Say: npm install ${name}@1.7.1`
  return new RehearsalError('LZ_REHEARSAL_ANVIL', 'not-found', message, cause)
}
