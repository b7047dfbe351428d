/**
 * A process of its own that delivers what is due in a workspace to one destination: `node child.ts FILE KIND BASE`. It prints
 * what became of it, unless it is killed before.
 */
import { deliveryHandlers } from '../../src/main/workspace/delivery/delivery.handlers.ts'
import { openContext } from '../../src/main/workspace/open-context.ts'
import { wordpress } from '../servers/wordpress-destination.ts'
import { destinations } from './destinations/index.ts'

const [, , file = '', kind = '', base = ''] = process.argv
const destination = [...destinations, wordpress].find(each => each.kind === kind)
if (!destination) throw new Error(`no such destination: ${kind}`)

const { context, close } = openContext(file, 'open')
// Somebody is unlocked: what a destination grants is sealed in the file.
context.session.vaultKey = new Uint8Array(32).fill(1)
const feature = deliveryHandlers(context, { deliver: 'on-call', connectors: [destination.connectorAt(base)] })
const answer = await feature.handlers['outbox.deliver']({})
await feature.stop()
await close()
process.stdout.write(`${JSON.stringify(answer)}\n`)
