import { LazarettoError } from '../../LazarettoError.ts'
import { openPort, type Port } from '../process/openPort.ts'
import { parseOrder } from './CommandOrder.ts'
import { RelayError } from './RelayError.ts'

// Stands for the command line in tests of the door: each word does one thing that a command may do.
const port = await openPort()
try {
  const [word = '', count = '0'] = parseOrder(port.order).argv.slice(2)
  await obey(port, word, count)
  port.end(word === 'exit' ? Number(count) : 0)
} catch (error) {
  if (!(error instanceof LazarettoError)) throw error
  port.end(error)
}

async function obey({ input, write }: Port, word: string, count: string): Promise<void> {
  if (word === 'say') write('out', count)
  else if (word === 'flood') for (let i = 0; i < Number(count); i++) write('out', `${i}`.padEnd(1 << 20, '.'))
  else if (word === 'copy') for await (const piece of input) write('out', Buffer.from(piece).toString('latin1'))
  else if (word === 'ask') void input[Symbol.asyncIterator]().next()
  else if (word === 'die') process.kill(process.pid, 'SIGKILL')
  else if (word === 'fail') throw new RelayError('LZ_RELAY_PLACE', 'input', 'nowhere')
  else if (word === 'hang') {
    write('out', 'hanging')
    await new Promise(() => setInterval(() => undefined, 1000))
  }
}
