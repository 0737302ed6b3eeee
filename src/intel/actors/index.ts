export type { ActorEntry, ActorName, ActorRecord, NameClaim } from './Actor.ts'
export * as ActorTable from './ActorTable.ts'
export { GalaxyError, readGalaxy } from './readGalaxy.ts'
