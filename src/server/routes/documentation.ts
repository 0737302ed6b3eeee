import { z } from 'zod'
import { createDocsPage, DOCS_POLICY } from '../api/docsPage.ts'
import { createOpenApi } from '../api/openApi.ts'
import { createEndpoint, type Endpoint } from '../Endpoint.ts'
import { ENGINE_VERSION } from '../edition/Basis.ts'

const INFO = {
  title: 'Lazaretto',
  version: ENGINE_VERSION,
  description:
    'Quarantine for stolen cryptocurrency: may money pass, and why. Unknown is never safe: while a list is missing or stale, a no-match is a hold.',
}

/** The documentation of some endpoints, and of itself. */
export function createDocumentation(others: readonly Endpoint[]): readonly Endpoint[] {
  const plan = { method: 'get', need: 'public', tag: 'documentation', question: z.strictObject({}) } as const
  let documentText = ''
  let page = ''
  const openApi = createEndpoint({
    ...plan,
    path: '/openapi.json',
    summary: 'This API as an OpenAPI 3.1 document.',
    answers: { 200: { description: 'The document.' } },
    answer: () => ({ body: documentText }),
  })
  const docs = createEndpoint({
    ...plan,
    path: '/docs',
    summary: 'This API as a page to read.',
    answers: { 200: { description: 'The page.', type: 'text/html' } },
    answer: () => ({
      body: page,
      type: 'text/html; charset=utf-8',
      headers: { 'Content-Security-Policy': DOCS_POLICY },
    }),
  })
  const document = createOpenApi(INFO, [...others, openApi, docs])
  documentText = JSON.stringify(document)
  page = createDocsPage(document)
  return [openApi, docs]
}
