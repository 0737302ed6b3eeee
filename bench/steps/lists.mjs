// lists.mjs [PARTIES]: reads a generated SDN_ADVANCED.XML of the real one's size as a stream, with the memory that it takes.
import { readList } from '../../dist/intel/index.js'
import { ADVANCED_HEAD, PERSON, SANCTION } from '../../dist/intel/lists/ofac/advanced.support.js'
import { peakMemory, time } from '../measure.mjs'

const parties = Number(process.argv[2] ?? 24_000)
const filler =
  '<Feature ID="63" FeatureTypeID="224"><FeatureVersion ID="64"><VersionDetail DetailTypeID="1431"/></FeatureVersion></Feature>\n'

async function* generate() {
  const document = ADVANCED_HEAD.match(/ *<IDRegDocument [\s\S]*?<\/IDRegDocument>\n/)[0]
  const [before, after] = ADVANCED_HEAD.split(document)
  yield before
  for (let i = 0; i < parties; i++) yield document.replace('IdentityID="91"', `IdentityID="${i}"`)
  yield after
  for (let i = 0; i < parties; i++) yield party(i)
  yield '</DistinctParties><SanctionsEntries>\n'
  for (let i = 0; i < parties; i++) yield SANCTION.replace('9901', String(1e6 + i))
  yield '</SanctionsEntries></Sanctions>\n'
}

function party(i) {
  const profile = PERSON.replace('"9901"', `"${1e6 + i}"`).replace('Identity ID="91"', `Identity ID="${i}"`)
  const named = profile.replaceAll('"9001"', `"${i}"`).replace('>Yinyin<', `>Yinyin ${i.toString(36)}<`)
  return named.replace('</Profile>', `${filler.repeat(12)}</Profile>`)
}

async function* encode(texts) {
  const encoder = new TextEncoder()
  for await (const text of texts) yield encoder.encode(text)
}

const before = process.memoryUsage().rss
const { ms, result } = await time(async () => {
  const { changes } = await readList(encode(generate()))
  let entries = 0
  let step = await changes.next()
  for (; step.done !== true; step = await changes.next()) entries++
  return { entries, bytes: step.value.bytes }
})
const figures = { ...result, seconds: ms / 1000, rssBefore: before, peakBytes: peakMemory() }
process.stdout.write(`${JSON.stringify(figures)}\n`)
