// Writes the JSON Schemas of docs/ from the code. Run after a change of a document: npm run build && node scripts/schema.mjs
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { z } from 'zod'
import { investigationDocument } from '../dist/cli/report/investigation.js'
import { traceDocument } from '../dist/cli/report/json.js'
import { registerSchema } from '../dist/intel/index.js'
import { planDocument, rehearsalDocument } from '../dist/rehearsal/index.js'
import { policyDocument } from '../dist/screen/index.js'
import { guardDocument } from '../dist/server/index.js'

const documents = {
  guard: guardDocument,
  investigation: investigationDocument,
  trace: traceDocument,
  register: registerSchema,
  policy: policyDocument,
  rehearsal: planDocument,
  'rehearsal-report': rehearsalDocument,
}
for (const [name, schema] of Object.entries(documents)) {
  const file = join(import.meta.dirname, `../docs/${name}.schema.json`)
  writeFileSync(file, `${JSON.stringify(z.toJSONSchema(schema, { io: 'input' }), null, 2)}\n`)
}
