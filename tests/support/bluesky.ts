import { fork } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import { temporaryFolder } from './folder.ts'

export interface BlueskyPost {
  uri: string
  cid: string
  value: { text: string; createdAt: string; [field: string]: unknown }
}

/** An account that has nothing posted yet. */
export interface BlueskyAccount {
  handle: string
  did: string
  /** An app password, as a person would make one for Relais. */
  password: string
  /** What is in the account's repository, in the order of its keys. */
  posts(): Promise<BlueskyPost[]>
  /** Names another address as the account's server from now on, such as that of a proxy before this one. */
  announce(url: string): Promise<void>
  /** Takes the app password back: nobody can sign in or refresh with it; an access token is good until it has aged. */
  revoke(): Promise<void>
}

/** A real Bluesky server (the PDS that Bluesky runs) on loopback, with one account. */
export interface Bluesky extends BlueskyAccount {
  url: string
  another(): Promise<BlueskyAccount>
  /** Moves the server's clock on. An access token ages in two hours, a refresh token in 90 days. */
  pass(milliseconds: number): Promise<void>
  close(): Promise<void>
}

/** Starts the server in a process of its own. @throws Error when it is not installed: `npm test` does that */
export async function openBluesky(): Promise<Bluesky> {
  const folder = temporaryFolder()
  const server = fork(join(import.meta.dirname, '../servers/bluesky/server.mjs'), [folder.path], {
    execArgv: [],
    env: { ...process.env, LOG_ENABLED: 'false' },
    stdio: ['ignore', 'ignore', 'pipe', 'ipc']
  })
  let complaint = ''
  server.stderr?.on('data', chunk => (complaint += chunk))
  const ended = once(server, 'close').then(() => {
    throw new Error(`The Bluesky server has ended (\`npm test\` installs it).\n${complaint}`)
  })
  ended.catch(() => folder.remove())
  const orders = new Map<number, { resolve(told: unknown): void; reject(error: Error): void }>()
  const first = once(server, 'message') as Promise<[{ url: string }]>
  server.on('message', ({ number, told, error }: { number: number; told?: unknown; error?: string }) => {
    if (error === undefined) orders.get(number)?.resolve(told)
    else orders.get(number)?.reject(new Error(error))
  })
  const order = <T = void>(what: object): Promise<T> => {
    const number = orders.size
    const told = new Promise<unknown>((resolve, reject) => orders.set(number, { resolve, reject }))
    server.send({ ...what, number })
    return Promise.race([told, ended]) as Promise<T>
  }
  const [{ url }] = await Promise.race([first, ended])
  const another = async (): Promise<BlueskyAccount> => {
    const account = await order<Pick<BlueskyAccount, 'handle' | 'did' | 'password'>>({ do: 'account' })
    const { did } = account
    return {
      ...account,
      posts: () => listPosts({ url, did }),
      announce: announced => order({ do: 'announce', did, url: announced }),
      revoke: () => order({ do: 'revoke', did })
    }
  }
  return {
    ...(await another()),
    url,
    another,
    pass: milliseconds => order({ do: 'pass', milliseconds }),
    async close() {
      server.kill('SIGKILL')
      await ended.catch(() => {})
      folder.remove()
    }
  }
}

async function listPosts({ url, did }: { url: string; did: string }): Promise<BlueskyPost[]> {
  const posts: BlueskyPost[] = []
  let cursor: string | undefined
  do {
    const query = new URLSearchParams({ repo: did, collection: 'app.bsky.feed.post', limit: '100', reverse: 'true' })
    if (cursor) query.set('cursor', cursor)
    const answer = await fetch(`${url}/xrpc/com.atproto.repo.listRecords?${query}`)
    if (!answer.ok) throw new Error(`The Bluesky server answered ${answer.status}: ${await answer.text()}`)
    const page = (await answer.json()) as { records: BlueskyPost[]; cursor?: string }
    posts.push(...page.records)
    cursor = page.cursor
  } while (cursor)
  return posts
}
