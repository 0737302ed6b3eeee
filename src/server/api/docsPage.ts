import { createHash } from 'node:crypto'

const STYLE = `
body { font: 16px/1.5 system-ui, sans-serif; max-width: 60rem; margin: 2rem auto; padding: 0 1rem; color: #1b1b1b; background: #fff; }
h1, h2, h3 { line-height: 1.25; } h2 { margin-top: 2.5rem; border-bottom: 1px solid #ccc; }
code, pre { font: 14px/1.45 ui-monospace, monospace; } pre { overflow: auto; padding: 0.75rem; background: #f3f3f3; }
section { margin: 1.5rem 0; } .method { display: inline-block; min-width: 4.5rem; font-weight: 700; }
table { border-collapse: collapse; } td, th { text-align: left; vertical-align: top; padding: 0.2rem 1rem 0.2rem 0; }
@media (prefers-color-scheme: dark) { body { color: #e8e8e8; background: #161616; } pre { background: #242424; } }
`

/** The policy under which the page is shown: nothing but its own style, and no script at all. */
export const DOCS_POLICY: string = `default-src 'none'; style-src 'sha256-${createHash('sha256').update(STYLE).digest('base64')}'; frame-ancestors 'none'; base-uri 'none'; form-action 'none'`

interface Operation {
  readonly tags: readonly string[]
  readonly summary: string
  readonly description: string
  readonly parameters?: readonly Parameter[]
  readonly requestBody?: unknown
  readonly responses: Readonly<Record<string, { readonly description: string; readonly content?: unknown }>>
}

interface Parameter {
  readonly name: string
  readonly in: string
  readonly required: boolean
  readonly description?: string
}

interface Document {
  readonly info: { readonly title: string; readonly version: string; readonly description: string }
  readonly paths: Readonly<Record<string, Readonly<Record<string, Operation>>>>
}

/** The documentation as one page that needs nothing else: no script, no font, no other host. */
export function createDocsPage(document: Record<string, unknown>): string {
  const { info, paths } = document as unknown as Document
  const operations = Object.entries(paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, operation]) => ({ path, method, operation })),
  )
  const tags = [...new Set(operations.flatMap(({ operation }) => operation.tags))]
  const groups = tags.map((tag) => {
    const members = operations.filter(({ operation }) => operation.tags.includes(tag))
    return `<h2>${escapeHtml(tag)}</h2>${members.map(showOperation).join('')}`
  })
  return `<!doctype html><html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width">
<title>${escapeHtml(info.title)}</title><style>${STYLE}</style></head><body>
<h1>${escapeHtml(info.title)} <small>${escapeHtml(info.version)}</small></h1><p>${escapeHtml(info.description)}</p>
<p>The same for programs: <a href="/openapi.json">/openapi.json</a></p>${groups.join('')}</body></html>`
}

interface Shown {
  readonly path: string
  readonly method: string
  readonly operation: Operation
}

function showOperation({ path, method, operation }: Shown): string {
  const { summary, description, parameters = [], requestBody, responses } = operation
  const answers = Object.entries(responses).map(([status, answer]) => showAnswer(status, answer))
  return `<section><h3><span class="method">${method.toUpperCase()}</span> <code>${escapeHtml(path)}</code></h3>
<p>${escapeHtml(summary)} ${escapeHtml(description)}</p>${parameters.length === 0 ? '' : showParameters(parameters)}${
    requestBody === undefined ? '' : `<details><summary>Body</summary>${showJson(requestBody)}</details>`
  }${answers.join('')}</section>`
}

function showParameters(parameters: readonly Parameter[]): string {
  const rows = parameters.map(
    ({ name, in: place, required, description = '' }) =>
      `<tr><td><code>${escapeHtml(name)}</code></td><td>${place}${required ? ', required' : ''}</td><td>${escapeHtml(description)}</td></tr>`,
  )
  return `<table><tr><th>parameter</th><th>in</th><th></th></tr>${rows.join('')}</table>`
}

function showAnswer(status: string, { description, content }: Operation['responses'][string]): string {
  const head = `<code>${status}</code> ${escapeHtml(description)}`
  if (content === undefined) return `<p>${head}</p>`
  return `<details><summary>${head}</summary>${showJson(content)}</details>`
}

function showJson(value: unknown): string {
  return `<pre>${escapeHtml(JSON.stringify(value, undefined, 2))}</pre>`
}

function escapeHtml(text: string): string {
  return text.replace(/[&<>"']/g, (char) => `&#${char.charCodeAt(0)};`)
}
