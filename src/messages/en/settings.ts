/** English words: the settings. */
export const settings = {
  appearance: 'Language and appearance',
  accounts: 'Destinations',
  accountsText:
    'Where approved releases go. A destination’s secret opens only while somebody who may use it is signed in.',
  addAccount: 'Add a destination',
  noAccount: 'No destination yet.',
  accountWorks: '“{{name}}” answers.',
  test: 'Test',
  connector: 'Kind',
  name: 'Name',
  folderNext: 'The folder for the feed’s files is chosen next.',
  secretOnce: 'Copy the secret now',
  secretText: 'The receiver checks each message with it. It is kept encrypted here and is not shown again.',
  copy: 'Copy',
  integrity: 'Integrity',
  integrityText: 'Checks every hash and signature, the journal’s chain, the search index and the file.',
  verify: 'Check now',
  verifying: 'Checking…',
  sound_one: '{{count, number}} check, all as it should be.',
  sound_other: '{{count, number}} checks, all as it should be.',
  unsound_one: '{{count, number}} problem found',
  unsound_other: '{{count, number}} problems found'
}
