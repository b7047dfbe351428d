/** English words: the frame of the window, and what several screens share. */
export const common = {
  sections: {
    label: 'Sections',
    inbox: 'Inbox',
    releases: 'Releases',
    review: 'Review',
    delivery: 'Delivery',
    reach: 'Reach',
    reports: 'Reports',
    settings: 'Settings'
  },
  go: {
    inbox: 'Go to the inbox',
    releases: 'Go to releases',
    review: 'Go to review',
    delivery: 'Go to delivery',
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
  problem: 'That did not work'
}
