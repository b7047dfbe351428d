/**
 * A receiver in a process of its own, so that it takes nothing from what is measured: `fork(receiver.ts)`. It says its address
 * when it listens, and answers each message with what it took in since the last one: requests, and different ids among them.
 */
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'

let ids: string[] = []

const server = createServer((request, response) => {
  request.resume().on('end', () => {
    if (request.method === 'POST') ids.push(String(request.headers['webhook-id']))
    response.writeHead(request.method === 'POST' ? 200 : 405).end()
  })
})
server.listen(0, '127.0.0.1', () => process.send?.(`http://127.0.0.1:${(server.address() as AddressInfo).port}/hook`))

process.on('message', () => {
  process.send?.({ requests: ids.length, ids: new Set(ids).size })
  ids = []
})
process.on('disconnect', () => process.exit())
