import type { Block, CaseResult, Section } from '../../investigate/index.ts'
import { drawFlow } from '../../picture/index.ts'
import { toFlow } from './flow.ts'
import { escapeHtml, STYLE } from './html.ts'
import { fromJson } from './json.ts'

const PICTURES_MAX = 5

const OWN_STYLE = `
main { max-width: 60rem } h2 { margin-top: 2rem } li { margin: .3rem 0; overflow-wrap: anywhere } .when { font-weight: 600 }
@media print { body { margin: 0 } h2 { break-after: avoid } }
`

/** One self-contained page: what is said in words, and a picture for each asset. No script; nothing is loaded. */
export function toInvestigationHtml({ investigation, traces }: CaseResult, sections: readonly Section[]): string {
  const title = `Investigation of ${investigation.question.subject}`
  return [
    '<!doctype html>',
    '<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">',
    `<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">`,
    `<title>${escapeHtml(title)}</title><style>${STYLE}${OWN_STYLE}</style></head><body><main>`,
    `<h1>${escapeHtml(title)}</h1>`,
    ...sections.map(sectionHtml),
    ...picturesOf(
      investigation.assets.map(({ id }) => id),
      traces,
    ),
    `<p class="note">lazaretto ${escapeHtml(investigation.engine.version)}, rules ${investigation.engine.rules}</p>`,
    '</main></body></html>\n',
  ].join('\n')
}

/** Pictures in the order in which the assets are told. */
function picturesOf(assets: readonly string[], traces: CaseResult['traces']): string[] {
  const reports = traces.map(fromJson).sort((a, b) => assets.indexOf(a.asset.id) - assets.indexOf(b.asset.id))
  return reports
    .slice(0, PICTURES_MAX)
    .map(
      (report) =>
        `<h2>The way of ${escapeHtml(report.asset.name)}</h2><div class="wide">${drawFlow(toFlow(report))}</div>`,
    )
}

function sectionHtml({ title, blocks }: Section): string {
  return `<section><h2>${escapeHtml(title)}</h2>${blocks.map(blockHtml).join('\n')}</section>`
}

function blockHtml(block: Block): string {
  switch (block.kind) {
    case 'text':
      return `<p>${escapeHtml(block.text)}</p>`
    case 'list':
      return `<ul>${block.items.map((item) => `<li>${escapeHtml(item)}</li>`).join('')}</ul>`
    case 'steps':
      return `<ol>${block.steps.map(stepHtml).join('')}</ol>`
  }
}

function stepHtml({ what, when, why }: { what: string; when: string; why: string }): string {
  return `<li>${escapeHtml(what)}<br><span class="when">When: ${escapeHtml(when)}.</span> ${escapeHtml(why)}</li>`
}
