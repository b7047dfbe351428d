/** English words: curation. */
export const curation = {
  verdict: 'Verdict',
  verdicts: { none: 'To sort', keep: 'Kept', dismiss: 'Dismissed', draft: 'Drafted' },
  keep: 'Keep',
  dismiss: 'Dismiss',
  draft: 'Draft from it',
  kept: 'Kept: {{title}}',
  dismissed: 'Dismissed: {{title}}',
  drafted: 'Drafted from: {{title}}',
  original: 'Read the original',
  sources: 'Sources',
  allSources: 'All sources',
  pull: 'Pull all feeds',
  pulled_one: '{{count, number}} new item',
  pulled_other: '{{count, number}} new items',
  pullFailed: '{{source}} could not be pulled. What was there is kept.',
  addSource: 'Add a feed',
  addSourceText: 'RSS, Atom or JSON Feed: the address of the feed, or a file of one.',
  address: 'Address of the feed',
  fromFile: 'From a file…',
  sourceAdded_one: '{{source}} added, with {{count, number}} item',
  sourceAdded_other: '{{source}} added, with {{count, number}} items',
  clear: 'Everything is sorted',
  clearText: 'New items come with the next pull. What you kept is in the list above, under “Kept”.',
  noSource: 'No feed yet',
  noSourceText:
    'Add the feeds of the newsrooms and trade press you follow; their items come here to be kept, dismissed or drafted from.',
  pulledAt: 'pulled {{when}}',
  neverPulled: 'not pulled yet',
  /** What a pull left out or put right, and why; `detail` is a number or a name. */
  problems: {
    'encoding-guessed': 'The feed does not say truly how its text is encoded; Relais took it for {{detail}}.',
    'feed-cut-off': 'The feed ends in the middle. What was whole was kept; pull again later for the rest.',
    'feed-empty': 'There is no item in the feed.',
    'feed-mended': 'The feed is not well-formed. Relais read what could be read.',
    'dates-unreadable': 'Items whose date could not be read, kept without one: {{detail}}.',
    'items-empty': 'Items with neither title, text nor address, left out: {{detail}}.',
    'items-left-out': 'The feed is too long: the first items were read and {{detail}} left out.',
    'items-repeated': 'Items that the feed holds twice, kept once: {{detail}}.'
  },
  /** Why the last pull of a source failed, for its line in the list. */
  failures: {
    'address-refused': 'Leads to a private or local host',
    'feed-offline': 'No network at the last pull',
    'feed-status': 'The server refused the last pull',
    'feed-too-large': 'Too large at the last pull',
    'feed-too-slow': 'Too slow at the last pull',
    'feed-unreachable': 'Could not be reached at the last pull',
    'feed-unreadable': 'Was no feed at the last pull',
    'file-missing': 'The file is no longer there',
    other: 'The last pull failed'
  }
}
