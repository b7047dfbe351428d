/** English words: the settings. */
export const settings = {
  appearance: 'Language and appearance',
  background: 'With the window closed',
  backgroundText:
    'While deliveries are waiting, Relais goes on running when you close its window. Its icon in the notification area says what is next; where there is none, start Relais again.',
  thisComputer: 'On this computer',
  keepRunning: 'Keep running even when no delivery is waiting',
  startAtLogin: 'Start when I log in, without a window',
  startAtLoginText: 'unless a waiting delivery needs somebody to sign in',
  integrity: 'Integrity',
  integrityText: 'Checks every hash and signature, the journal’s chain, the search index and the file.',
  verify: 'Check now',
  verifying: 'Checking…',
  sound_one: '{{count, number}} check, all as it should be.',
  sound_other: '{{count, number}} checks, all as it should be.',
  unsound_one: '{{count, number}} problem found',
  unsound_other: '{{count, number}} problems found'
}
