import { z } from 'zod'
import { type Block, type CaseResult, investigationShape, type Section } from '../../investigate/index.ts'
import type { Terminal } from '../Terminal.ts'
import { wrapText } from '../wrapText.ts'
import { traceDocument } from './json.ts'

/** The JSON of one investigation. `docs/investigation.schema.json` is made from it. */
export const investigationDocument: z.ZodType = z.strictObject({
  investigation: investigationShape,
  traces: z.array(traceDocument).describe('The traces that it was made of, one for each asset.'),
})

/** One line of JSON: the investigation and its traces. */
export function toInvestigationJson({ investigation, traces }: CaseResult): string {
  return `${JSON.stringify({ investigation, traces })}\n`
}

const WIDTH = 100

/** What is said, for a terminal: titles, wrapped lines, steps with their numbers. */
export function toInvestigationText(sections: readonly Section[], terminal: Terminal): string {
  return sections.map((section) => sectionText(section, terminal)).join('\n')
}

function sectionText({ title, blocks }: Section, terminal: Terminal): string {
  const lines = [
    terminal.paint('bold', title),
    '-'.repeat(title.length),
    ...blocks.flatMap((block) => blockLines(block)),
  ]
  return `${lines.join('\n')}\n`
}

function blockLines(block: Block): string[] {
  switch (block.kind) {
    case 'text':
      return wrap(block.text, '', '')
    case 'list':
      return block.items.flatMap((item) => wrap(item, '  - ', '    '))
    case 'steps':
      return block.steps.flatMap(({ what, when, why }, i) => [
        ...wrap(what, `${String(i + 1).padStart(2)}. `, '    '),
        ...wrap(`When: ${when}.`, '    ', '    '),
        ...wrap(`Why: ${why}`, '    ', '    '),
      ])
  }
}

function wrap(text: string, first: string, others: string): string[] {
  return wrapText(text, { first, others, width: WIDTH })
}
