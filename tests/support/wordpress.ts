import { execFile, spawn, type ChildProcess } from 'node:child_process'
import { copyFileSync, mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { promisify } from 'node:util'
import { temporaryFolder } from './folder.ts'

export interface WordPressPost {
  id: number
  slug: string
  status: string
  link: string
  date_gmt: string
  title: { raw: string; rendered: string }
  content: { raw: string; rendered: string }
  excerpt: { raw: string; rendered: string }
  featured_media: number
  categories: number[]
  tags: number[]
}

export interface WordPressMedia {
  id: number
  slug: string
  alt_text: string
  mime_type: string
  source_url: string
}

/** A real WordPress on loopback without a post, and without any other address to go to. Its links name the host it is asked at. */
export interface WordPress {
  url: string
  user: string
  /** An application password, as a person would make one for Relais. */
  password: string
  /** All of them, oldest first: drafts and what is in the trash too. */
  posts(): Promise<WordPressPost[]>
  media(): Promise<WordPressMedia[]>
  /** Takes the application password back. */
  revoke(): Promise<void>
  close(): Promise<void>
}

const run = promisify(execFile)
const files = join(import.meta.dirname, '../servers/wordpress')

/** Starts a database, makes a site, and serves it. @throws Error outside `npm run servers`, which installs what it takes */
export async function openWordPress(): Promise<WordPress> {
  const installed = process.env['RELAIS_WORDPRESS']
  if (installed === undefined) throw new Error('There is no WordPress here: `npm run servers` installs one.')
  const folder = temporaryFolder()
  const [data, socket, site] = ['data', 'database.sock', 'wordpress'].map(name => join(folder.path, name)) as [
    string,
    string,
    string
  ]
  mkdirSync(data)
  const children: ChildProcess[] = []
  const close = async (): Promise<void> => {
    await Promise.all(children.map(end))
    folder.remove()
  }
  try {
    const options = ['--skip-networking', '--skip-grant-tables', '--innodb-flush-log-at-trx-commit=0']
    const owner = process.getuid?.() === 0 ? ['--user=root'] : []
    const database = start('/usr/sbin/mariadbd', [
      '--no-defaults',
      `--datadir=${data}`,
      `--socket=${socket}`,
      ...options,
      ...owner
    ])
    children.push(database)
    // With the links that lead from the one to the other.
    const copied = ['wordpress', 'php'].map(name => join(installed, name))
    await Promise.all([said(database, /ready for connections/), run('cp', ['-r', ...copied, folder.path])])
    copyFileSync(join(files, 'wp-config.php'), join(site, 'wp-config.php'))
    const { stdout } = await run('php', [join(files, 'install.php'), socket, site])
    const account = JSON.parse(stdout) as { user: string; password: string; own: string }
    const web = start('php', ['-S', '127.0.0.1:0', '-t', site])
    children.push(web)
    const [url = ''] = await said(web, /http:\/\/127\.0\.0\.1:\d+/)
    const own = rest(url, `${account.user}:${account.own}`)
    return {
      url,
      user: account.user,
      password: account.password,
      posts: () => all<WordPressPost>(own, 'posts', 'publish,future,draft,pending,private,trash'),
      media: () => all<WordPressMedia>(own, 'media', 'inherit'),
      async revoke() {
        const passwords = await own('users/me/application-passwords')
        const mine = ((await passwords.json()) as { uuid: string; name: string }[]).find(
          ({ name }) => name === 'Relais'
        )
        await own(`users/me/application-passwords/${mine?.uuid}`, 'DELETE')
      },
      close
    }
  } catch (error) {
    await close()
    throw error
  }
}

/** Starts a program that ends with this process, however that ends. */
function start(program: string, args: readonly string[]): ChildProcess {
  return spawn('setpriv', ['--pdeathsig', 'KILL', program, ...args], { stdio: ['ignore', 'ignore', 'pipe'] })
}

/** Waits for a line. @throws Error with what was said before the end, when it does not come */
async function said({ stderr }: ChildProcess, pattern: RegExp): Promise<RegExpMatchArray> {
  const lines: string[] = []
  if (!stderr) throw new Error('no pipe')
  for await (const line of createInterface({ input: stderr })) {
    lines.push(line)
    const match = line.match(pattern)
    if (match) {
      stderr.resume()
      return match
    }
  }
  throw new Error(`It has ended:\n${lines.join('\n')}`)
}

async function end(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return
  const ended = new Promise(resolve => child.once('close', resolve))
  child.kill('SIGKILL')
  await ended
}

type Rest = (path: string, method?: string) => Promise<Response>

const rest =
  (url: string, credentials: string): Rest =>
  async (path, method = 'GET') => {
    const authorization = `Basic ${Buffer.from(credentials).toString('base64')}`
    const answer = await fetch(`${url}/wp-json/wp/v2/${path}`, { method, headers: { authorization } })
    if (!answer.ok) throw new Error(`WordPress answered ${answer.status}: ${await answer.text()}`)
    return answer
  }

async function all<Item>(ask: Rest, kind: string, status: string): Promise<Item[]> {
  const items: Item[] = []
  const query = new URLSearchParams({ context: 'edit', status, orderby: 'id', order: 'asc', per_page: '100' })
  for (let page = 1, pages = 1; page <= pages; page++) {
    const answer = await ask(`${kind}?${query}&page=${page}`)
    items.push(...((await answer.json()) as Item[]))
    pages = Number(answer.headers.get('x-wp-totalpages'))
  }
  return items
}
