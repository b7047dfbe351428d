/** English words: the frame of the window, and what several screens share. */
export const common = {
  sections: {
    label: 'Sections',
    inbox: 'Inbox',
    releases: 'Releases',
    media: 'Pictures',
    review: 'Review',
    delivery: 'Delivery',
    destinations: 'Destinations',
    reach: 'Reach',
    reports: 'Reports',
    settings: 'Settings'
  },
  go: {
    inbox: 'Go to the inbox',
    releases: 'Go to releases',
    media: 'Go to pictures',
    review: 'Go to review',
    delivery: 'Go to delivery',
    destinations: 'Go to destinations',
    reach: 'Go to reach',
    reports: 'Go to reports',
    settings: 'Go to settings'
  },
  actions: {
    cancel: 'Cancel',
    clear: 'Clear',
    next: 'Next',
    previous: 'Previous',
    close: 'Close',
    undo: 'Undo',
    back: 'Back',
    retry: 'Try again',
    open: 'Open',
    add: 'Add',
    change: 'Change',
    remove: 'Remove'
  },
  search: 'Search',
  skip: 'Skip to the content',
  palette: {
    title: 'Commands and search',
    placeholder: 'Type a command, or words of a release',
    open: 'Commands and search',
    commands: 'Commands',
    releases: 'Releases',
    nothing: 'Nothing found. Try another word: accents and capitals do not matter.'
  },
  desk: {
    locked: 'Read only',
    unlock: 'Sign in',
    lock: 'Sign out',
    signedIn: 'Signed in as {{name}}',
    who: 'Who is at this desk?',
    allSaved: 'All changes saved',
    engineDown: 'The workspace is restarting…'
  },
  welcome: {
    title: 'Welcome to Relais',
    text: 'Curate, write, have it signed off, deliver it once, and see how far it went. Everything stays on this computer.',
    sample: 'Open the sample workspace',
    sampleText: 'A year in the press office of Armelin, an invented company. Change anything you like.',
    create: 'Start an empty workspace',
    createText: 'Choose a file, your name and a passphrase. You can add colleagues later.',
    open: 'Open a workspace',
    openText: 'A .relais file on this computer or a shared disk.',
    recent: 'Recently open',
    preparing: 'Preparing the sample workspace…',
    organisation: 'Name of the organisation',
    name: 'Your name',
    email: 'Your e-mail address',
    continue: 'Choose the file…'
  },
  sampleNotice: 'Sample workspace: company, people and figures are invented.',
  languages: { fr: 'Français', en: 'English' },
  language: 'Language',
  theme: { label: 'Appearance', system: 'As the system', light: 'Light', dark: 'Dark' },
  loading: 'Loading…',
  problem: 'That did not work',
  /** Why a host could not be reached, within a sentence. */
  failures: {
    offline: 'this computer has no network',
    dns: 'there is no such name on the network',
    unreachable: 'nobody answers there',
    tls: 'its certificate or its encryption cannot be trusted',
    'timed-out': 'it took too long to answer',
    'too-large': 'its answer is too large',
    reset: 'the connection broke off',
    garbled: 'its answer cannot be read',
    redirect: 'it sends us round in circles, or to where nothing is encrypted',
    cancelled: 'it was cancelled',
    'proxy-unreachable': 'the proxy of this network does not answer',
    'proxy-refused': 'the proxy of this network does not let it through',
    'proxy-sign-in': 'the proxy of this network asks for a name and a password, which Relais takes from HTTPS_PROXY',
    'proxy-unsupported': 'this network asks for a kind of proxy that Relais cannot use, such as SOCKS'
  }
}
