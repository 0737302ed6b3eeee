import type { RepositoryFile } from './RepositoryFile.ts'

/** A repository of texts, by path. */
export function toFiles(texts: Readonly<Record<string, string>>): RepositoryFile[] {
  return Object.entries(texts).map(([path, text]) => {
    const bytes = new TextEncoder().encode(text)
    return { path, sizeBytes: bytes.length, kind: 'file', read: (max) => Promise.resolve(bytes.slice(0, max)) }
  })
}
