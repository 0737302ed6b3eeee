import { inspectRegister, mergeRegisters, openBuiltInRegister, type Register, readRegister } from '../intel/index.ts'
import { listFiles, readText } from './files.ts'

const ENDINGS = /\.json$/i

/** The register of files or folders that the user names, or the one that comes with Lazaretto. */
export function openRegister(paths: readonly string[] | undefined): Register {
  if (paths === undefined) return openBuiltInRegister()
  return mergeRegisters(listRegisterFiles(paths).map((path) => readRegister(readText(path))))
}

/** The register files of paths: a folder stands for its JSON files. */
export function listRegisterFiles(paths: readonly string[]): string[] {
  return paths.flatMap((path) => listFiles(path, ENDINGS))
}

/** A register file with all its faults. */
export function inspectFile(path: string): ReturnType<typeof inspectRegister> {
  return inspectRegister(readText(path))
}
