/** English words: the review queue, what is compared, and decisions. */
export const review = {
  queue: 'To sign off',
  empty: 'Nothing waits for a decision',
  emptyText: 'When an officer submits a release, it appears here with what changed since you last read it.',
  pick: 'Choose a release from the queue to read it.',
  revision: 'Revision {{number}}',
  submittedBy: '{{name}} submitted it {{when}}',
  against: {
    'you-decided': 'compared with revision {{number}}, on which you decided',
    'last-approved': 'compared with revision {{number}}, the last one approved',
    none: 'nothing to compare with: neither read by you nor approved before'
  },
  changes: 'Changes',
  textOnly: 'Text only',
  same: 'No change in the text',
  changed_one: '{{count, number}} change',
  changed_other: '{{count, number}} changes',
  covers: 'What your signature covers',
  text: 'Text',
  hash: 'Content hash',
  authors: 'Written by',
  embargo: 'Embargo',
  noEmbargo: 'none',
  decisions: 'Decisions',
  noDecision: 'None yet',
  verdicts: { approve: 'Approved', changes: 'Changes asked for', refuse: 'Refused' },
  signature: { verified: 'signature verified', broken: 'signature does not verify' },
  approve: 'Approve and sign',
  requestChanges: 'Ask for changes',
  refuse: 'Refuse',
  reason: 'Reason',
  reasonHint: 'The author reads it, and it is signed with the decision.',
  reasonOptional: 'Optional',
  continue: 'Sign…',
  decided: 'Decided and signed.',
  next: 'Next',
  barred: {
    locked: 'Sign in to decide.',
    'not-approver': 'Only an approver can decide.',
    author: 'You wrote part of this text, so somebody else has to decide.',
    closed: 'This review is closed.'
  },
  states: {
    open: 'To sign off',
    approved: 'Approved',
    'changes-requested': 'Changes asked for',
    refused: 'Refused',
    void: 'Void: the text changed'
  },
  problems: {
    'content-hash': 'The stored text is not the one its hash was made from.',
    signature: 'A decision’s signature does not verify.',
    'search-index': 'The search index does not agree with the texts.',
    'audit-chain': 'The journal’s chain is broken here.',
    database: 'The file is damaged.',
    media: 'A picture that a text uses is missing, or is not the file that was signed.',
    approval: 'The release counts as approved, but no valid approval covers its text.'
  }
}
