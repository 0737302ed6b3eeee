// Starts the local node, says where it is, and never ends by itself.
import { findAnvil } from './findAnvil.ts'
import { startAnvil } from './startAnvil.ts'

const { url } = await startAnvil({ program: findAnvil(), accounts: 1, genesisSec: 1_767_225_600 })
process.stdout.write(`${url}\n`)
setInterval(() => undefined, 60_000)
