import * as v from 'valibot'
import { roles, type Person } from '../domain/people/roles.ts'
import { verdicts } from '../domain/review/statement.ts'
import type { Account } from './contract/delivery.ts'
import { answers, type Method } from './contract/method.ts'
import { id, label, line, month, nothing, text, zone } from './contract/parts.ts'
import type { WorkspaceInfo } from './contract/people.ts'
import type { ImportResult } from './contract/releases.ts'
import type { Review } from './contract/review.ts'
import type { MediaAdded } from './contract/share.ts'
import type { Reply } from './reply.ts'

/** A person closed the dialog or the passphrase window: nothing was done, and that is no failure. */
export type Cancelled = 'cancelled'

/** A workspace that was open on this desktop before. The token stands for its path, and holds until Relais quits. */
export interface RecentWorkspace {
  token: string
  name: string
  folder: string
  openedAt: string
}

export const themes = ['system', 'light', 'dark'] as const
export interface Preferences {
  lang: 'fr' | 'en'
  theme: (typeof themes)[number]
  /** Whether Relais goes on running when its window closes, even when nothing waits. */
  background: boolean
  /** Whether it starts, without its window, when the person logs in. */
  startAtLogin: boolean
}

export const papers = ['A4', 'Letter'] as const
export interface PrintedReport {
  file: string
  pages: number
  sha256: string
}

const email = v.pipe(v.string(), v.trim(), v.email(), v.maxLength(200))
const lang = v.picklist(['fr', 'en'])
const accountSettings = v.record(v.pipe(v.string(), v.maxLength(64)), line)

/**
 * What the main window may ask of the main process: all that needs a dialog, a passphrase or the desktop.
 * `Desk`, the preload script and the handlers derive from it; everything else goes to the engine.
 */
export const shell = {
  workspace: {
    recent: answers<RecentWorkspace[]>()(nothing),
    /** The invented company; made at the first call, and found again with its changes at the next. */
    openSample: answers<WorkspaceInfo>()(nothing),
    /** Asks where, then for the passphrase of the first person, who is unlocked afterwards. */
    create: answers<WorkspaceInfo | Cancelled>()(
      v.strictObject({ name: label, zone, person: v.strictObject({ name: label, email }) })
    ),
    open: answers<WorkspaceInfo | Cancelled>()(nothing),
    openRecent: answers<WorkspaceInfo>()(v.strictObject({ token: id })),
    close: answers<null>()(nothing)
  },
  session: { unlock: answers<Person | Cancelled>()(v.strictObject({ person: id })) },
  people: {
    add: answers<Person | Cancelled>()(
      v.strictObject({
        name: label,
        email,
        roles: v.pipe(v.array(v.picklist(roles)), v.minLength(1), v.maxLength(roles.length))
      })
    )
  },
  review: {
    decide: answers<Review | Cancelled>()(
      v.strictObject({ review: id, verdict: v.picklist(verdicts), reason: v.optional(text, '') })
    )
  },
  /** Progress comes from the engine as `import` changes with the same `job`. */
  import: { pick: answers<ImportResult | Cancelled>()(v.strictObject({ job: id })) },
  media: { pick: answers<MediaAdded | Cancelled>()(nothing) },
  account: {
    /**
     * Settings that name a folder are asked for in a dialog, whatever the page sent, and those that name a host are shown to
     * the person first. A secret that a person gives is then typed in a window of its own; whoever closes that gives it later.
     */
    add: answers<(Account & { secret?: string }) | Cancelled>()(
      v.strictObject({
        connector: label,
        name: label,
        settings: v.optional(accountSettings, {})
      })
    ),
    /** Its other settings, all of them but its folders; another host is shown to the person first. */
    change: answers<Account | Cancelled>()(v.strictObject({ account: id, settings: accountSettings })),
    setSecret: answers<Account | Cancelled>()(v.strictObject({ account: id })),
    /** Opens the system's browser at the destination, and waits for what is granted there. */
    connect: answers<Account | Cancelled>()(v.strictObject({ account: id })),
    cancelConnect: answers<null>()(v.strictObject({ account: id })),
    /** Shows the folder that the account writes to, where a person takes packages from. */
    showFolder: answers<null>()(v.strictObject({ account: id }))
  },
  report: { print: answers<PrintedReport | Cancelled>()(v.strictObject({ month, lang, paper: v.picklist(papers) })) },
  link: { open: answers<null>()(v.strictObject({ url: line })) },
  clipboard: { copy: answers<null>()(v.strictObject({ text: v.pipe(v.string(), v.maxLength(100_000)) })) },
  preferences: {
    get: answers<Preferences>()(nothing),
    set: answers<Preferences>()(
      v.strictObject({
        lang: v.optional(lang),
        theme: v.optional(v.picklist(themes)),
        background: v.optional(v.boolean()),
        startAtLogin: v.optional(v.boolean())
      })
    )
  }
}

export type Shell = typeof shell
type Output<M extends Method> = NonNullable<M['output']> | Extract<M['output'], null>
type Given<M extends Method> = v.InferInput<M['input']>
type Ask<M extends Method, Answer> =
  undefined extends Given<M> ? (input?: Given<M>) => Promise<Answer> : (input: Given<M>) => Promise<Answer>

/** The main process as the page uses it; made by `deskOf`. Rejects with a RelaisError. */
export type Desk = {
  [Area in keyof Shell]: {
    [Name in keyof Shell[Area]]: Shell[Area][Name] extends Method
      ? Ask<Shell[Area][Name], Output<Shell[Area][Name]>>
      : never
  }
}

/** A handler for each call; one that is missing does not compile. */
export type ShellHandlers = {
  [Area in keyof Shell]: {
    [Name in keyof Shell[Area]]: Shell[Area][Name] extends Method
      ? (
          input: v.InferOutput<Shell[Area][Name]['input']>
        ) => Output<Shell[Area][Name]> | Promise<Output<Shell[Area][Name]>>
      : never
  }
}

/**
 * Whether there is an engine to call; a new port comes with each `open`. `file` is the workspace's file name, to show.
 * `failed` was restarted too often and given up, of which the main process tells the person.
 */
export type EngineStatus = { state: 'closed' | 'opening' | 'restarting' | 'failed' } | { state: 'open'; file: string }

/** What the menu asks the page to do. */
export const menuCommands = [
  'release.new',
  'release.import',
  'metrics.import',
  'workspace.new',
  'palette.open',
  'go.inbox',
  'go.releases',
  'go.media',
  'go.review',
  'go.delivery',
  'go.destinations',
  'go.reach',
  'go.reports',
  'go.settings'
] as const
export type MenuCommand = (typeof menuCommands)[number]

/** What the preload scripts themselves ask, on the page's behalf. */
export const engineDoor = { engine: { connect: answers<null>()(nothing) } }
export const closingDoor = { window: { saved: answers<null>()(nothing) } }

/** `window.relais` of the main window, as the preload script exposes it; `page.ts` makes it pleasant to use. */
export type Bridge = {
  [Area in keyof Shell]: { [Name in keyof Shell[Area]]: (input?: unknown) => Promise<Reply> }
} & {
  /** Asks for the engine's status now and at every change. */
  connect(): void
  onCommand(listener: (command: MenuCommand) => void): void
  /** The window waits for this promise before it closes, for a moment: the time to save what was just typed. */
  onClosing(listener: () => Promise<void>): void
}

declare global {
  interface Window {
    relais: Bridge
  }
}
