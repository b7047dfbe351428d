import * as v from 'valibot'
import type { WebContents } from 'electron'
import { RelaisError } from '../domain/errors.ts'
import type { Method } from '../preload/contract/method.ts'
import { replyOf, type Reply } from '../preload/reply.ts'
import { isPage, type Page } from './addresses.ts'

/** Checks an input by its schema, then lets the handler answer. Never rejects. */
export function admit(method: Method, handler: (input: never) => unknown, input: unknown): Promise<Reply> {
  return replyOf(() => {
    const checked = v.safeParse(method.input, input)
    if (!checked.success) {
      const [issue] = checked.issues
      throw new RelaisError('bad-input', { where: v.getDotPath(issue) ?? '', problem: issue.message })
    }
    return handler(checked.output as never)
  })
}

/** The name under which a call travels. */
export const channelOf = (area: string, name: string): string => `${area}.${name}`

/**
 * Lets one window's page call the handlers of one contract. Every call from a page to the main process comes through
 * here, and is heard on that window alone.
 */
export function openDoor<Contract extends Record<string, Record<string, Method>>>(
  contents: WebContents,
  page: Page,
  contract: Contract,
  handlers: { [Area in keyof Contract]: { [Name in keyof Contract[Area]]: (input: never) => unknown } }
): void {
  for (const [area, methods] of Object.entries(contract)) {
    for (const [name, method] of Object.entries(methods)) {
      const handler = handlers[area]?.[name]
      if (!handler) throw new Error(`No handler for ${channelOf(area, name)}`)
      contents.ipc.handle(channelOf(area, name), ({ senderFrame }, input: unknown) =>
        isPage(senderFrame, page) ? admit(method, handler, input) : replyOf(refuse)
      )
    }
  }
}

function refuse(): never {
  throw new RelaisError('no-such-call')
}
