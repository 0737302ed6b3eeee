// Writes docs/trace.schema.json from the code. Run after a change of the trace document: npm run build && node scripts/schema.mjs
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { z } from 'zod'
import { traceDocument } from '../dist/cli/report/json.js'

const file = join(import.meta.dirname, '../docs/trace.schema.json')
writeFileSync(file, `${JSON.stringify(z.toJSONSchema(traceDocument), null, 2)}\n`)
