import { RelaisError } from '../../../../domain/errors.ts'
import type { Connector } from './connector.ts'
import { feed } from './feed/feed.ts'
import { webhook } from './webhook/webhook.ts'

/** Every kind of destination there is. */
export const connectors: readonly Connector[] = [feed, webhook]

/** @throws RelaisError `connector-unknown`, with those there are */
export function connectorOf(known: readonly Connector[], kind: string): Connector {
  const found = known.find(connector => connector.kind === kind)
  if (!found)
    throw new RelaisError('connector-unknown', { kind, known: known.map(connector => connector.kind).join(', ') })
  return found
}
