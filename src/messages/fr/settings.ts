import type { Translation } from '../translation.ts'
import type { settings as en } from '../en/settings.ts'

/** French words: the settings. */
export const settings: Translation<typeof en> = {
  appearance: 'Langue et apparence',
  accounts: 'Destinations',
  accountsText:
    'Là où vont les communiqués approuvés. Le secret d’une destination ne s’ouvre que pour quelqu’un qui y a droit et s’est identifié.',
  addAccount: 'Ajouter une destination',
  noAccount: 'Pas encore de destination.',
  accountWorks: '« {{name}} » répond.',
  test: 'Tester',
  connector: 'Genre',
  name: 'Nom',
  folderNext: 'Le dossier des fichiers du flux se choisit ensuite.',
  secretOnce: 'Copiez le secret maintenant',
  secretText: 'Le destinataire vérifie chaque message avec lui. Il est gardé chiffré ici et ne sera plus affiché.',
  copy: 'Copier',
  integrity: 'Intégrité',
  integrityText: 'Vérifie chaque empreinte et signature, la chaîne du journal, l’index de recherche et le fichier.',
  verify: 'Vérifier maintenant',
  verifying: 'Vérification…',
  sound_one: '{{count, number}} vérification, tout est en ordre.',
  sound_many: '{{count, number}} de vérifications, tout est en ordre.',
  sound_other: '{{count, number}} vérifications, tout est en ordre.',
  unsound_one: '{{count, number}} problème trouvé',
  unsound_many: '{{count, number}} de problèmes trouvés',
  unsound_other: '{{count, number}} problèmes trouvés'
}
