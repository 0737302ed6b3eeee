/** One entry of a folder, as a walker hands it in. Nothing of it is ever run, unpacked or followed. */
export interface RepositoryFile {
  /** Relative to the repository, with `/` between folders. Untrusted. */
  readonly path: string
  readonly sizeBytes: number
  /** A link is told and not followed. */
  readonly kind: 'file' | 'link' | 'other'
  /** At most so many bytes from the beginning. */
  readonly read: (bytesMax: number) => Promise<Uint8Array>
}

/** A file whose text was read. */
export interface SourceFile {
  readonly path: string
  readonly text: string
  /** Of a test or an example: code that is shown rather than run counts for less. */
  readonly isTest: boolean
  /** Kept to be shown to tests: nothing in it is run by them. */
  readonly isFixture: boolean
  /** Written by a program for programs: long lines and short names mean nothing there. */
  readonly isBuilt: boolean
}

const TESTS =
  /(?:^|\/)(?:tests?|__tests__|spec|specs|e2e|fixtures?|__fixtures__|__mocks__|testdata|test-data|samples)\/|\.(?:test|spec)\.\w+$/iu
const FIXTURES = /(?:^|\/)(?:fixtures?|__fixtures__|testdata|test-data|samples)\//iu
const BUILT =
  /(?:^|\/)(?:dist|build|out|umd|vendor|vendors|third_party|bundles?|esm\d*|cjs|min|\.next|\.output)\/|[.-](?:min|bundle|prod|umd|production)\.[cm]?js$/iu
const MEAN_LINE_BUILT = 300

/** What a path and a text tell of a file before any sign is looked for. */
export function toSource(path: string, text: string): SourceFile {
  const lines = text.split('\n').length
  const isDense = !isConfig(path) && lines > 0 && text.length > 20_000 && text.length / lines > MEAN_LINE_BUILT
  return { path, text, isTest: TESTS.test(path), isFixture: FIXTURES.test(path), isBuilt: BUILT.test(path) || isDense }
}

/** A file that tools run when a project is built or opened: nobody writes long lines there. */
export function isConfig(path: string): boolean {
  return /(?:^|\/)(?:[\w.-]+\.config|\.\w+rc)(?:\.[cm]?[jt]s)?$/iu.test(path)
}

/** The line of a place in a text, from 1. */
export function lineAt(text: string, index: number): number {
  let line = 1
  for (let at = text.indexOf('\n'); at >= 0 && at < index; at = text.indexOf('\n', at + 1)) line++
  return line
}
