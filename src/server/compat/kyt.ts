import { z } from 'zod'
import { ADDRESS_LENGTH_MAX } from '../api/schemas.ts'
import type { Desk } from '../Desk.ts'
import { type Answer, type ApiRequest, createEndpoint, type Endpoint } from '../Endpoint.ts'
import { HttpError } from '../edge/HttpError.ts'
import { type Finding, screenForClient } from './findings.ts'
import { getRegistration, type Registration, type RegistrationKind, register } from './registrations.ts'

const ROOT = '/compat/chainalysis-kyt/v2'
const VENDOR_ROOT = '/compat/chainalysis-kyt/api/kyt/v2'
const common = {
  need: 'screen',
  tag: 'drop-in: Chainalysis KYT',
  description: 'Compatible shape, not affiliated; docs/compat.md says which fields are null.',
} as const

const text = z.string().max(200)
const address = z.string().min(1).max(ADDRESS_LENGTH_MAX)

const transfer = z.looseObject({
  network: text.optional(),
  asset: text,
  transferReference: z.string().min(1).max(400).describe('<transaction>:<output address or place>'),
  direction: z.enum(['received', 'sent']),
  transferTimestamp: text.optional(),
  assetAmount: z.number().optional(),
  outputAddress: address.optional().describe('Whom a sent transfer pays.'),
  inputAddresses: z.array(address).max(100).optional().describe('Who paid a received transfer.'),
})

const withdrawal = z.looseObject({
  network: text.optional(),
  asset: text,
  address,
  attemptIdentifier: text.optional(),
  assetAmount: z.number().optional(),
  attemptTimestamp: text.optional(),
})

const registerTransfer = createEndpoint({
  ...common,
  method: 'post',
  path: `${ROOT}/users/:user/transfers`,
  summary: 'Register a transfer.',
  question: transfer,
  answers: { 202: { description: 'It is registered; updatedAt is set where its addresses are known.' } },
  async answer(desk, asked, request) {
    const { network = null, asset, transferReference, direction, assetAmount, transferTimestamp = null } = asked
    const counterparties = direction === 'sent' ? listPayees(asked) : (asked.inputAddresses ?? [])
    const question = {
      user: request.param('user'),
      network,
      asset,
      transferReference,
      direction,
      outputAddress: asked.outputAddress ?? null,
      assetAmount: assetAmount === undefined ? null : String(assetAmount),
      timestamp: transferTimestamp,
      counterparties,
    }
    return registered(await register(desk, request, { kind: 'kyt-transfer', question }), transferSummary)
  },
})

const registerWithdrawal = createEndpoint({
  ...common,
  method: 'post',
  path: `${ROOT}/users/:user/withdrawal-attempts`,
  summary: 'Register a withdrawal before it is sent.',
  question: withdrawal,
  answers: { 202: { description: 'It is registered.' } },
  async answer(desk, asked, request) {
    const { network = null, asset, attemptIdentifier = null, assetAmount, attemptTimestamp = null } = asked
    const question = {
      user: request.param('user'),
      network,
      asset,
      address: asked.address,
      attemptIdentifier,
      assetAmount: assetAmount === undefined ? null : String(assetAmount),
      timestamp: attemptTimestamp,
      counterparties: [asked.address],
    }
    return registered(await register(desk, request, { kind: 'kyt-withdrawal', question }), withdrawalSummary)
  },
})

type Summary = (registration: Registration) => object

interface Registered {
  readonly kind: RegistrationKind
  readonly path: string
  readonly summary: Summary
}

const KINDS: readonly Registered[] = [
  { kind: 'kyt-transfer', path: `${ROOT}/transfers/:id`, summary: transferSummary },
  { kind: 'kyt-withdrawal', path: `${ROOT}/withdrawal-attempts/:id`, summary: withdrawalSummary },
]

const VIEWS: Readonly<Record<string, (findings: readonly Finding[], id: string) => object>> = {
  exposures: showExposures,
  alerts: showAlerts,
  'high-risk-addresses': showHighRisk,
}

const categories = createEndpoint({
  ...common,
  method: 'get',
  path: `${ROOT}/categories`,
  summary: 'Categories that findings have.',
  question: z.strictObject({}),
  answers: { 200: { description: 'Our categories; they have no numbers of theirs.' } },
  answer: () => {
    const names = ['sanctions', 'stolen-funds', 'seizure', 'own', 'theft', 'issuer-frozen', 'label']
    return { body: JSON.stringify({ categories: names.map((categoryName) => ({ categoryId: null, categoryName })) }) }
  },
})

const endpoints: readonly Endpoint[] = [
  registerTransfer,
  registerWithdrawal,
  ...KINDS.flatMap((kind) => [
    showEndpoint(kind),
    networksEndpoint(kind),
    ...Object.keys(VIEWS).map((view) => viewEndpoint(kind, view)),
  ]),
  categories,
]

/**
 * The shape of Chainalysis KYT, version 2, under `v2` and under the vendor's own `api/kyt/v2`. Not affiliated.
 *
 * @source https://docs.chainalysis.com/api/kyt/
 */
export const kytEndpoints: readonly Endpoint[] = endpoints.flatMap((endpoint) => [
  endpoint,
  { ...endpoint, path: endpoint.path.replace(ROOT, VENDOR_ROOT), isAlias: true },
])

function showEndpoint({ kind, path, summary }: Registered): Endpoint {
  return getEndpoint(path, 'What was registered.', (desk, request) => ({
    body: JSON.stringify(summary(getRegistration(desk, request, kind, request.param('id')))),
  }))
}

/** Which services stand at the other side, we cannot say: nothing is invented. */
function networksEndpoint({ kind, path }: Registered): Endpoint {
  return getEndpoint(`${path}/network-identifications`, 'Not supported: null.', (desk, request) => {
    getRegistration(desk, request, kind, request.param('id'))
    return { body: '{"count":null,"networkIdentificationOrgs":null}' }
  })
}

function viewEndpoint({ kind, path }: Registered, view: string): Endpoint {
  return getEndpoint(`${path}/${view}`, `Its ${view.replaceAll('-', ' ')}, screened now.`, async (desk, request) => {
    const registration = getRegistration(desk, request, kind, request.param('id'))
    if (counterpartiesOf(registration).length === 0) throw unscreenable()
    const findings: Finding[] = []
    let last: Pick<Answer, 'seq' | 'headers'> = {}
    for (const each of counterpartiesOf(registration)) {
      const { findings: found, seq, headers } = await screenForClient(desk, request, { address: each, via: kind })
      findings.push(...found)
      last = { seq, headers }
    }
    return { body: JSON.stringify(VIEWS[view]?.(findings, registration.externalId)), ...last }
  })
}

function getEndpoint(
  path: string,
  summary: string,
  answer: (desk: Desk, request: ApiRequest) => Answer | Promise<Answer>,
): Endpoint {
  const answers = { 200: { description: 'As registered.' }, 404: { description: 'Not registered with this key.' } }
  const question = z.strictObject({})
  return createEndpoint({
    ...common,
    method: 'get',
    path,
    summary,
    question,
    answers,
    answer: (desk, _, request) => answer(desk, request),
  })
}

function registered(registration: Registration & { readonly seq: number }, summary: Summary): Answer {
  return { status: 202, body: JSON.stringify(summary(registration)), seq: registration.seq }
}

/** Whom a sent transfer pays: said in a field of its own, or behind the transaction in the reference. */
function listPayees({ outputAddress, transferReference }: z.infer<typeof transfer>): string[] {
  const behind = transferReference.slice(transferReference.indexOf(':') + 1)
  const isAddress = transferReference.includes(':') && !/^\d+$/.test(behind) && behind.length <= ADDRESS_LENGTH_MAX
  if (outputAddress !== undefined) return [outputAddress]
  return isAddress ? [behind] : []
}

function counterpartiesOf({ question }: Registration): readonly string[] {
  return question['counterparties'] as readonly string[]
}

function unscreenable(): HttpError {
  const message =
    'Nothing can be said of it: it was registered without the addresses of the other side (inputAddresses, outputAddress).'
  return new HttpError('LZ_COMPAT_HELD', message)
}

function updatedAt(registration: Registration): string | null {
  return counterpartiesOf(registration).length === 0 ? null : new Date(registration.time * 1000).toISOString()
}

function transferSummary(registration: Registration): object {
  const { question, externalId } = registration
  const [tx = '', behind = ''] = String(question['transferReference']).split(/:(.*)/s)
  return {
    updatedAt: updatedAt(registration),
    asset: question['asset'],
    network: question['network'],
    transferReference: question['transferReference'],
    tx,
    idx: /^\d{1,9}$/.test(behind) ? Number(behind) : null,
    usdAmount: null,
    assetAmount: amountOf(question['assetAmount']),
    timestamp: question['timestamp'],
    outputAddress: question['outputAddress'],
    externalId,
  }
}

function withdrawalSummary(registration: Registration): object {
  const { question, externalId } = registration
  return {
    updatedAt: updatedAt(registration),
    asset: question['asset'],
    network: question['network'],
    address: question['address'],
    attemptIdentifier: question['attemptIdentifier'],
    assetAmount: amountOf(question['assetAmount']),
    usdAmount: null,
    externalId,
  }
}

function amountOf(stored: unknown): number | null {
  return stored === null ? null : Number(stored)
}

function showExposures(findings: readonly Finding[]): object {
  const direct = findings.find(({ isDirect }) => isDirect)
  if (direct === undefined) return { direct: null }
  return { direct: { name: direct.name, category: direct.category, categoryId: null, value: null } }
}

function showAlerts(findings: readonly Finding[], externalId: string): object {
  const alerts = findings.map(({ effect, category, name, isDirect }) => ({
    alertLevel: effect === 'block' ? 'SEVERE' : 'HIGH',
    category,
    categoryId: null,
    service: name,
    externalId,
    alertAmount: null,
    exposureType: isDirect ? 'DIRECT' : 'INDIRECT',
  }))
  return { alerts }
}

function showHighRisk(findings: readonly Finding[]): object {
  const direct = findings.filter(({ isDirect }) => isDirect)
  const chainalysisIdentifications = direct.map(({ name, category, description }) => {
    return { addressName: name, categoryName: category, description }
  })
  return { chainalysisIdentifications, customAddresses: [] }
}
