// Asks a server over keep-alive connections and prints what came of it as JSON: answers, failures, seconds, latencies.
// Standard input: {"port":1,"connections":32,"seconds":5,"rate":0,"requests":["GET / HTTP/1.1\r\n..."]}; rate 0: as fast as it can.
import { readFileSync } from 'node:fs'
import { connect } from 'node:net'

const { port, connections, seconds, rate, requests } = JSON.parse(readFileSync(0, 'utf8'))
const bytes = requests.map((text) => Buffer.from(text))
const latencies = []
let failures = 0
let next = 0
const started = performance.now()
const end = started + seconds * 1000
const idle = []
const due = []

/** A connection that has one request under way at a time. */
function open() {
  return new Promise((resolve, reject) => {
    const socket = connect(port, '127.0.0.1', () => resolve(connection))
    socket.setNoDelay(true)
    const connection = { since: 0, ask }
    let rest = Buffer.alloc(0)
    let length = -1
    socket.on('error', (error) => {
      failures++
      reject(error)
    })
    socket.on('close', () => {
      process.stderr.write('the server closed a connection\n')
      process.exit(1)
    })
    socket.on('data', (chunk) => {
      rest = rest.length === 0 ? chunk : Buffer.concat([rest, chunk])
      if (length < 0) {
        const head = rest.indexOf('\r\n\r\n')
        if (head < 0) return
        const text = rest.toString('latin1', 0, head)
        if (!text.startsWith('HTTP/1.1 200')) failures++
        length = head + 4 + Number(/content-length: (\d+)/i.exec(text)?.[1] ?? 0)
      }
      if (rest.length < length) return
      latencies.push(performance.now() - connection.since)
      rest = Buffer.alloc(0)
      length = -1
      answered(connection)
    })
    function ask(since) {
      connection.since = since
      socket.write(bytes[next++ % bytes.length])
    }
  })
}

function answered(connection) {
  const now = performance.now()
  if (rate === 0) {
    if (now < end) connection.ask(now)
    else idle.push(connection)
  } else if (due.length > 0) connection.ask(due.shift())
  else idle.push(connection)
}

const all = await Promise.all(Array.from({ length: connections }, open))
if (rate === 0) for (const connection of all) connection.ask(performance.now())
else {
  // Latency counts from the moment at which a request was due, whether or not a connection was free.
  idle.push(...all)
  let sent = 0
  await new Promise((resolve) => {
    const timer = setInterval(() => {
      const now = performance.now()
      const wanted = Math.floor((Math.min(now, end) - started) * (rate / 1000))
      for (; sent < wanted; sent++) {
        const since = started + (sent * 1000) / rate
        if (idle.length > 0) idle.pop().ask(since)
        else due.push(since)
      }
      if (now >= end) {
        clearInterval(timer)
        resolve()
      }
    }, 1)
  })
}
while (idle.length < all.length) await new Promise((resolve) => setTimeout(resolve, 5))
const took = (performance.now() - started) / 1000
latencies.sort((a, b) => a - b)
const at = (share) => latencies[Math.min(latencies.length - 1, Math.floor(latencies.length * share))] ?? 0
const figures = { answers: latencies.length, failures, seconds: took, p50: at(0.5), p99: at(0.99), p999: at(0.999) }
process.stdout.write(`${JSON.stringify(figures)}\n`, () => process.exit(0))
