import type { Investigation } from '../Investigation.ts'
import { behaviourSections, checkSections } from './behaviour.ts'
import { changeSection } from './changes.ts'
import { summarySection, takenSection, whereSections } from './findings.ts'
import { bewareSection, stepSection, stopSection } from './help.ts'
import { unknownSection } from './limits.ts'
import { addressOf, quote } from './phrases.ts'
import { list, type Section } from './Section.ts'

/** What an investigation says to a person, in the order in which they need it. */
export function describe(investigation: Investigation, before?: Investigation): Section[] {
  const isEmpty = investigation.assets.length === 0
  return [
    summarySection(investigation),
    ...(before === undefined ? [] : [changeSection(before, investigation)]),
    ...(isEmpty ? [] : [takenSection(investigation), ...whereSections(investigation)]),
    ...incidentSections(investigation),
    ...behaviourSections(investigation),
    ...(isEmpty ? [] : [stopSection(investigation)]),
    stepSection(investigation),
    bewareSection(investigation),
    ...checkSections(investigation),
    unknownSection(investigation),
  ]
}

function incidentSections({ incidents, question }: Investigation): Section[] {
  if (incidents.length === 0) return []
  const lines = incidents.map(({ account, incident, role }) => {
    return `${addressOf(account, question.chain)}: ${quote(role)} of ${quote(incident)} (lazaretto incidents ${incident.replace(/[^\w.-]/g, '')} tells more)`
  })
  return [{ title: 'Known from other thefts', blocks: [list(lines)] }]
}
