// A bare node:http server that answers every request with so many bytes, after reading all of it: the limit to compare with.
import { createServer } from 'node:http'

const body = 'x'.repeat(Number(process.argv[2]))
const server = createServer((request, response) => {
  request.resume()
  request.on('end', () =>
    response.writeHead(200, { 'Content-Type': 'application/json', 'Content-Length': body.length }).end(body),
  )
})
server.listen(0, '127.0.0.1', () => process.stdout.write(`${server.address().port}\n`))
