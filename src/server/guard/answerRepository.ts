import { conclude, guardRepo, type RepositoryFile, type RepositoryFinding } from '../../guard/index.ts'
import type { RepositoryDocument } from './GuardDocument.ts'
import { toFinding, toTime } from './records.ts'

/** A repository, as a walker or a caller hands it in. */
export interface RepositoryQuestion {
  readonly subject: string
  readonly files: AsyncIterable<RepositoryFile> | Iterable<RepositoryFile>
  /** Folders that are not the repository's own; read when the files are at their end. */
  readonly passedOver?: readonly string[]
  /** Folders and files that a walker has not read to their end; read when the files are at their end. */
  readonly cut?: readonly string[]
}

/** Looks at a repository before anybody opens or runs it. */
export async function answerRepository(question: RepositoryQuestion, nowSec: number): Promise<RepositoryDocument> {
  const { subject, files, passedOver = [], cut = [] } = question
  const found = await guardRepo(files)
  const { verdict, findings } = conclude<RepositoryFinding>([...found.findings, ...tellCut(cut)])
  return {
    schema: 'lazaretto/guard/1',
    kind: 'repository',
    subject,
    verdict,
    time: toTime(nowSec),
    findings: findings.map((finding) => {
      return { ...toFinding(finding), techniques: finding.techniques, files: finding.files }
    }),
    kinds: found.kinds,
    techniques: found.techniques,
    filesSeen: found.filesSeen,
    filesRead: found.filesRead,
    passedOver: passedOver.slice(0, 100),
  }
}

function tellCut(cut: readonly string[]): RepositoryFinding[] {
  if (cut.length === 0) return []
  const message = `${cut.length} folders or files are too deep, too full or closed, and were not read to their end: what is in them is not known.`
  return [{ code: 'NOT_ALL_READ', effect: 'hold', message, techniques: [], files: 0 }]
}
