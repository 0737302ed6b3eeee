export { guardRepo } from './guardRepo.ts'
export type { RepositoryAnswer, RepositoryBounds, RepositoryCode, RepositoryFinding } from './RepositoryAnswer.ts'
export type { RepositoryFile } from './RepositoryFile.ts'
export { SIGNS, type SignCode, type SignMeaning } from './Sign.ts'
