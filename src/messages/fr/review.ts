import type { Translation } from '../translation.ts'
import type { review as en } from '../en/review.ts'

/** French words: the review queue, what is compared, and decisions. */
export const review: Translation<typeof en> = {
  queue: 'À signer',
  empty: 'Rien n’attend de décision',
  emptyText: 'Quand un communiqué est soumis, il paraît ici avec ce qui a changé depuis votre dernière lecture.',
  pick: 'Choisissez un communiqué de la file pour le lire.',
  revision: 'Révision {{number}}',
  submittedBy: 'Soumis par {{name}} {{when}}',
  against: {
    'you-decided': 'face à la révision {{number}}, sur laquelle vous avez décidé',
    'last-approved': 'face à la révision {{number}}, la dernière approuvée',
    none: 'rien à quoi comparer : ni lu par vous, ni approuvé auparavant'
  },
  changes: 'Changements',
  textOnly: 'Texte seul',
  same: 'Aucun changement dans le texte',
  changed_one: '{{count, number}} changement',
  changed_many: '{{count, number}} de changements',
  changed_other: '{{count, number}} changements',
  covers: 'Ce que votre signature couvre',
  text: 'Texte',
  hash: 'Empreinte',
  authors: 'Rédigé par',
  embargo: 'Embargo',
  noEmbargo: 'aucun',
  decisions: 'Décisions',
  noDecision: 'Aucune encore',
  verdicts: { approve: 'Approuvé', changes: 'À revoir', refuse: 'Refusé' },
  signature: { verified: 'signature vérifiée', broken: 'signature non valable' },
  approve: 'Approuver et signer',
  requestChanges: 'À revoir',
  refuse: 'Refuser',
  reason: 'Motif',
  reasonHint: 'L’auteur le lira, et il est signé avec la décision.',
  reasonOptional: 'Facultatif',
  continue: 'Signer…',
  decided: 'Décidé et signé.',
  next: 'Suivant',
  barred: {
    locked: 'Identifiez-vous pour décider.',
    'not-approver': 'Seul un valideur peut décider.',
    author: 'Vous avez écrit une partie de ce texte : quelqu’un d’autre doit décider.',
    closed: 'Cette validation est close.'
  },
  states: {
    open: 'À signer',
    approved: 'Approuvé',
    'changes-requested': 'À revoir',
    refused: 'Refusé',
    void: 'Caduc : le texte a changé'
  },
  problems: {
    'content-hash': 'Le texte conservé n’est pas celui de son empreinte.',
    signature: 'La signature d’une décision n’est pas valable.',
    'search-index': 'L’index de recherche ne correspond pas aux textes.',
    'audit-chain': 'La chaîne du journal est rompue ici.',
    database: 'Le fichier est endommagé.',
    media: 'Une image utilisée dans un texte manque, ou n’est pas le fichier qui a été signé.',
    approval: 'Le communiqué passe pour approuvé, mais aucune approbation valable ne couvre son texte.'
  }
}
