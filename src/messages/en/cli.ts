import { cliShare } from './cli-share.ts'

/** English words: the terminal. */
export const cli = {
  about: 'Relais from a terminal: curate, write, have it signed off, deliver it once, and see how far it went.',
  labelled: '{{label}}: {{value}}',
  help: {
    usage: 'Usage:',
    arguments: 'Arguments:',
    options: 'Options:',
    globalOptions: 'Options of every command:',
    commands: 'Commands:',
    optionsPlace: '[options]',
    commandPlace: '[command]',
    help: 'show this help',
    command: 'show the help of a command',
    choices: 'one of: {{list}}',
    default: 'else {{value}}',
    env: 'or the environment’s {{name}}',
    and: '; ',
    after: `Ids may be shortened to at least eight characters of their beginning or end, as tables show them.

Environment:
  RELAIS_WORKSPACE         the workspace file
  RELAIS_PERSON            who acts: id, e-mail address or name
  RELAIS_PASSPHRASE        their passphrase; without it, signing asks for it
  RELAIS_SECRET_<ACCOUNT>  the secret of a destination, its name in capitals

Exit code: 0 if all that was asked was done, 2 for wrong usage, 1 otherwise.`
  },
  usage: {
    workspace: 'Say which workspace: --workspace FILE, or RELAIS_WORKSPACE in the environment.',
    noCommand: 'Say what to do: a command is missing.',
    unknownCommand: 'There is no command “{{name}}”. See --help.',
    unknownOption: 'There is no option “{{name}}” here. See --help.',
    missingArgument: '“{{name}}” is missing. See --help.',
    missingValue: '“{{name}}” needs a value. See --help.',
    missingOption: '“{{name}}” is needed. See --help.',
    tooMany: 'There are too many words on this line. Put quotation marks around a text with spaces; see --help.',
    choice: '“{{value}}” does not suit {{name}}. Possible: {{list}}.',
    invalid: '“{{value}}” does not suit {{name}}. See --help.',
    other: '{{problem}}',
    role: 'There is no role “{{value}}”. Roles: {{roles}}.',
    pair: '“{{value}}” is not of the form key=value.',
    nothingToChange: 'Say what to change: a title, a subtitle, a text, a language or an embargo.',
    nothingToDescribe: 'Say what to change: a description, a credit, a licence, an end or a consent.',
    zoneAlone: 'A --zone needs an --embargo that it is about.',
    folderStays:
      'The folder of a destination stays where it is ({{name}}). Set up another destination for another folder.',
    someOrAll: 'Name the deliveries, or say --all, which options such as --account and --from narrow.',
    noRule: 'Say which rule: a mention, blocked words, hashtags or a medium.'
  },
  options: {
    workspace: 'the workspace file',
    json: 'answer with one JSON object, and nothing else on standard output',
    uiLang: 'language of help and messages; else that of the locale',
    as: 'who acts: id, e-mail address or name; else the first administrator',
    limit: 'list at most this many',
    status: 'only releases in this state',
    lang: 'only releases in this language, such as fr or en',
    zone: 'time zone of a time without one, such as Europe/Paris; else the workspace’s'
  },
  arguments: {
    release: 'id of the release',
    delivery: 'id of the delivery',
    deliveries: 'ids of deliveries',
    account: 'id or name of the destination'
  },
  columns: {
    id: 'Id',
    name: 'Name',
    email: 'E-mail address',
    roles: 'Roles',
    status: 'Status',
    state: 'State',
    lang: 'Language',
    date: 'Date',
    time: 'Time',
    title: 'Title',
    source: 'Source',
    address: 'Address',
    pulled: 'Last pull',
    untriaged: 'To triage',
    verdict: 'Verdict',
    kind: 'Kind',
    settings: 'Settings',
    action: 'Action',
    account: 'Destination',
    remote: 'There as',
    impressions: 'Impressions',
    clicks: 'Clicks',
    reactions: 'Reactions',
    comments: 'Comments',
    shares: 'Shares',
    multiplier: 'Multiplier',
    size: 'Size',
    uses: 'Uses',
    lacking: 'What it lacks',
    holds: 'What is there',
    latest: 'Newest delivery',
    next: 'Next'
  },
  channels: { owned: 'Own accounts', advocacy: 'Shared by colleagues' },
  verdicts: { keep: 'kept', dismiss: 'dismissed', draft: 'drafted' },
  passphrase: { ask: 'Passphrase of {{name}}: ', again: 'Once more: ' },
  init: {
    about: 'make a workspace file with its first person, who is administrator and officer',
    sample: 'fill it with a year in the press office of an invented company',
    name: 'name of the first person; else that of the system’s user',
    email: 'their e-mail address',
    organisation: 'name of the organisation; else that of the file',
    zone: 'time zone, such as Europe/Paris; else the system’s',
    lang: 'language of reports; else that of the terminal',
    made: 'The workspace “{{name}}” is at {{file}}.'
  },
  person: {
    about: 'people and their roles',
    add: 'add a person with a key of their own, under the passphrase in RELAIS_PASSPHRASE or asked for',
    list: 'list everyone',
    name: 'their name',
    email: 'their e-mail address',
    role: 'their roles, joined by commas: {{roles}}',
    added: '{{name}} can now sign in: {{roles}}.'
  },
  import: {
    about: 'bring in documents: Markdown, HTML, Word (.docx), JSON lines (.jsonl, .jsonl.gz), or folders of them',
    paths: 'files or folders',
    progress: 'Importing: {{done, number}} of {{total, number}}',
    imported_one: '{{count, number}} imported',
    imported_other: '{{count, number}} imported',
    present_one: '{{count, number}} already here',
    present_other: '{{count, number}} already here',
    failed_one: '{{count, number}} not imported:',
    failed_other: '{{count, number}} not imported:',
    more: 'and {{count, number}} more; --json lists all'
  },
  releases: {
    about: 'list releases, newest first',
    shown_one: '{{shown, number}} of {{count, number}} release',
    shown_other: '{{shown, number}} of {{count, number}} releases'
  },
  search: {
    about: 'search titles and texts; accents and capitals do not matter, and the last word may be unfinished',
    query: 'words to look for'
  },
  show: {
    about: 'show a release, or write it to a file',
    format:
      'Markdown with front matter, HTML, JSON, IPTC ninjs 3.0, or JSON-LD of schema.org; else md, and json with --json',
    out: 'write it to this file',
    written: '“{{title}}” is in {{file}}.'
  },
  text: {
    title: 'its title',
    subtitle: 'its subtitle',
    bodyFile: 'file with its text in Markdown; - reads standard input',
    lang: 'its language, such as fr or en'
  },
  new: { about: 'write a new release', made: '“{{title}}” is a draft now: {{id}}' },
  edit: {
    about: 'change a release; an approval of it is then void',
    embargo: 'nothing leaves before this time, such as 2026-11-26T07:30; none lifts it',
    saved: '“{{title}}” is saved. It is now: {{status}}.',
    voided: 'It had been submitted or approved; that no longer holds. Submit it again when it is ready.'
  },
  submit: { about: 'freeze the text as a revision and ask for its approval' },
  decide: {
    about: 'sign a decision on a submitted revision; nobody decides on what they wrote',
    id: 'id of the release or of its review',
    verdict: 'what you decide',
    reason: 'why; needed unless you approve, and signed with it',
    result: '“{{title}}”, revision {{revision, number}}: {{state}}. The release is now: {{status}}.'
  },
  verify: {
    about: 'check hashes, signatures, the journal’s chain and the search index',
    id: 'id of one release; else everything is checked',
    checked_one: '{{count, number}} thing checked.',
    checked_other: '{{count, number}} things checked.',
    sound: 'All is as it was written and signed.'
  },
  source: {
    about: 'feeds that are followed',
    add: 'follow a feed (RSS, Atom, JSON Feed) and pull it once',
    pull: 'pull one feed, or all',
    preview: 'read a feed and keep nothing',
    list: 'list the feeds',
    remove: 'stop following a feed',
    address: 'address or file of the feed',
    which: 'id or address of the source',
    added_one: '“{{title}}” is followed now: {{count, number}} item.',
    added_other: '“{{title}}” is followed now: {{count, number}} items.',
    pulled_one: '{{title}}: {{count, number}} new item',
    pulled_other: '{{title}}: {{count, number}} new items',
    unchanged: '{{title}}: nothing new',
    none: 'No feed is followed yet. Add one: source add ADDRESS',
    removed: 'The feed is no longer followed. What was drafted from it stays.'
  },
  inbox: {
    about: 'list what the feeds brought in',
    verdict: 'only items with this verdict',
    source: 'only items of this source: its id or address',
    shown_one: '{{shown, number}} of {{count, number}} item',
    shown_other: '{{shown, number}} of {{count, number}} items'
  },
  triage: {
    about: 'say what becomes of an item of the inbox',
    id: 'id of the item',
    verdict: 'keep it, dismiss it, or draft a release from it',
    keep: '“{{title}}” is kept.',
    dismiss: '“{{title}}” is dismissed.',
    draft: '“{{title}}” is a draft now: {{id}}'
  },
  ...cliShare,
  account: {
    about: 'destinations of what is delivered',
    add: 'set up a destination of a kind; “account add KIND --help” lists what that kind needs',
    addKind: 'set up a destination of the kind “{{kind}}”',
    list: 'list the destinations',
    test: 'try whether a destination can be reached, with no effect there',
    connect: 'sign in at a destination, in a browser on this computer',
    giveSecret: 'keep a destination’s secret: that of the environment, else it is asked for',
    revoke: 'forget what a destination granted, and tell it so where that is possible',
    resume: 'let a paused destination go on',
    change: 'change settings of a destination; those that are not named stay',
    remove: 'take a destination out of use; what went there stays in the log',
    name: 'what it is called here',
    set: 'its settings',
    setAnew: 'settings to change; one without a value (key=) is left out from then on',
    keys: 'Settings (--set key=value):',
    required: 'needed',
    optional: 'optional',
    canDo: 'What is done there:',
    secret:
      'Its secret comes from RELAIS_SECRET_<ACCOUNT>, or is made here and kept under the passphrase in RELAIS_PASSPHRASE.',
    secretGiven:
      'Its secret ({{label}}) comes from RELAIS_SECRET_<ACCOUNT>; otherwise it is asked for, and kept under people’s passphrases.',
    askSecret: '{{label}} for “{{name}}” (not shown): ',
    signIn: 'After adding it, sign in there: account connect NAME. What is granted is kept under people’s passphrases.',
    redirect: 'Your app there has to name this redirect address: {{redirect}}',
    appKey: '{{label}}: where your app has one, in RELAIS_SECRET_<ACCOUNT>, or by: account secret NAME',
    connectNext: 'Sign in there next: account connect {{id}}',
    inEnvironment:
      'Its secret stays in the environment: {{variable}} has to be there whenever something is delivered. To keep it here instead: account secret.',
    secretDropped: 'They lead elsewhere, so the secret is dropped. Give it anew: account secret.',
    open: 'Open this address in a browser on this computer, and sign in there. Relais waits for ten minutes; Ctrl+C stops that.',
    connectedBy: 'connected by {{name}}, {{time}}. Granted: {{scopes}}. Until: {{end}}.',
    added: 'The destination “{{name}}” is set up.',
    secretOnce: 'Its secret, shown this once, for the one who receives: {{secret}}',
    notKept:
      'The secret is not kept here: nobody’s passphrase was given. When you deliver, put it in the environment as {{variable}}.',
    none: 'There is no destination yet. Add one: account add KIND',
    removed: 'The destination is out of use.'
  },
  plan: {
    about: 'plan an approved release for destinations',
    account: 'ids or names of destinations',
    at: 'when, such as 2026-11-26T07:30 or 2026-11-26T06:30Z; else now',
    preview: 'plan nothing: show what would go, its price, and what would hold it'
  },
  rehearse: {
    about: 'play through what is planned, on a copy and by a moved clock, and write the run sheet; nothing leaves',
    from: 'from this time on; else from now',
    to: 'up to this time; else for a week',
    zone: 'time zones of the audiences, such as America/New_York; the workspace’s comes first',
    out: 'write the run sheet (Markdown) to this file',
    done_one: '{{count, number}} delivery, {{held, number}} held. The run sheet is in {{file}}.',
    done_other: '{{count, number}} deliveries, {{held, number}} held. The run sheet is in {{file}}.'
  },
  places: {
    about: 'show what each destination holds of a release, and what is next there',
    none: 'It was not planned for any destination yet.',
    nothing: 'nothing',
    holdsNew: 'revision {{number, number}} since {{since}}',
    holdsOld: 'still revision {{number, number}}, since {{since}}',
    next: {
      placed: 'Take the package there, then: reconcile {{id}} --is live --url ADDRESS',
      look: 'look {{id}}',
      found: 'Look there yourself, then: reconcile {{id}} --is live, or --is absent',
      update: 'Correct it there by hand, then: reconcile {{id}} --is live',
      withdraw: 'Take it down there by hand, then: reconcile {{id}} --is live',
      retry: 'retry {{id}}'
    }
  },
  deliver: {
    about: 'send what is due',
    once: 'try each delivery that is due once, and wait for nothing',
    after: `Without --once, it goes on while something falls due within a minute: a retry, a planned time, or an embargo that
is about to lift. What has to wait longer is left to the next run. Ctrl+C ends it after the sends that are under way;
a delivery that is broken off anywhere has its effect once all the same.`,
    waiting_one: 'Waiting {{count, number}} second for the next try…',
    waiting_other: 'Waiting {{count, number}} seconds for the next try…',
    done: 'Tried: {{attempted, number}}. Confirmed: {{confirmed, number}}. Held: {{held, number}}. Failed: {{failed, number}}. Waiting: {{waiting, number}}.'
  },
  outbox: {
    about: 'list deliveries, newest plan first',
    state: 'only deliveries in this state',
    from: 'only those planned on this day or later, such as 2026-11-26',
    to: 'only those planned on this day or earlier',
    shown_one: '{{shown, number}} of {{count, number}} delivery',
    shown_other: '{{shown, number}} of {{count, number}} deliveries'
  },
  withdraw: { about: 'plan the withdrawal of a release from wherever it went' },
  reconcile: {
    about: 'settle a delivery whose outcome is unknown, or that is done by hand, after looking at the destination',
    is: 'what you found there',
    url: 'where it is live'
  },
  look: { about: 'look at the destination whether a delivery without an answer arrived' },
  hold: {
    about: 'hold everything, or let it go again; without “on” or “off”, say how it stands',
    switch: '“on” holds, “off” lets go',
    off: 'Nothing is held by this switch: deliveries go at their time.'
  },
  retry: {
    about:
      'send waiting or failed deliveries at the next “deliver”, late or not; never past a missing approval or an embargo',
    all: 'all that failed for good, or are held for want of a person’s word'
  },
  cancel: { about: 'cancel deliveries that have not left' },
  metrics: {
    about: 'figures of how far releases went',
    pull: 'ask destinations for their figures now; twice on one day changes nothing that has not changed there',
    pulled: '{{name}}: {{stored, number}} new or changed of {{readings, number}} readings.',
    pullFailed: '{{name}}: {{problem}}',
    noneTell: 'No account can tell figures.',
    import: 'import a CSV of figures; the same file twice changes nothing',
    file: 'the CSV file',
    account: 'the account that all rows are about, where the file has no column for it',
    map: 'JSON file from our names of columns to those of the file',
    done: 'Rows: {{rows, number}}. Matched to a release: {{matched, number}}. Not matched: {{unmatched, number}}. In place of older figures: {{superseded, number}}. Already here: {{present, number}}.',
    guessed: 'New account “{{name}}”, taken for: {{channel}}.'
  },
  reach: {
    about: 'show how far releases went, owned against advocacy',
    month: 'the month, such as 2026-11; else the newest one with figures',
    multiplier: 'Multiplier: {{value}}',
    definitions: {
      impressions: 'Impressions are views, not people: unique counts are never added up.',
      multiplier: 'Multiplier: (own accounts + shared by colleagues) / own accounts, over impressions.'
    }
  },
  report: {
    about: 'print the month’s report as PDF',
    month: 'the month, such as 2026-11',
    out: 'write the PDF to this file',
    lang: 'language of the report; else the workspace’s',
    printing: 'Printing…',
    done_one: '{{count, number}} page in {{file}}.',
    done_other: '{{count, number}} pages in {{file}}.'
  }
}
