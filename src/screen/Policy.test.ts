import { readFileSync } from 'node:fs'
import { resolve } from 'node:path'
import { expect, it } from 'vitest'
import { z } from 'zod'
import { policyDocument } from './Policy.ts'

it('docs/policy.schema.json is made from the code', () => {
  const schema: unknown = JSON.parse(readFileSync(resolve('docs/policy.schema.json'), 'utf8'))
  expect(schema).toEqual(z.toJSONSchema(policyDocument, { io: 'input' }))
})
