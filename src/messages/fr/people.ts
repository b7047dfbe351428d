import type { Translation } from '../translation.ts'
import type { people as en } from '../en/people.ts'

/** French words: people and their roles. */
export const people: Translation<typeof en> = {
  roles: { officer: 'attaché de presse', approver: 'valideur', administrator: 'administrateur' },
  title: 'Personnes',
  text: 'Chacun a sa propre clé, gardée sous sa phrase secrète. Personne n’approuve ce qu’il a écrit lui-même.',
  add: 'Ajouter une personne',
  name: 'Nom',
  email: 'Adresse électronique',
  role: 'Rôles',
  choosePassphrase: 'Choisir sa phrase secrète…',
  added: '{{name}} peut maintenant s’identifier.'
}
