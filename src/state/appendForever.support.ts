// A program that appends until it is killed, and says what was acknowledged: node ... appendForever.support.ts FOLDER
import * as CanonicalJson from './CanonicalJson.ts'
import { openDecisionWriter } from './DecisionWriter.ts'

const writer = await openDecisionWriter(process.argv[2] as string, { now: () => 1_790_000_000 })
for (let n = 0; ; n++) {
  void writer.append('screen', CanonicalJson.encode({ n, pad: 'x'.repeat(n % 300) })).then((seq) => {
    process.stdout.write(`${seq} ${n}\n`)
  })
  if (n % 50 === 49) await new Promise((resolve) => setTimeout(resolve, 1))
}
