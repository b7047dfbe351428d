import type { Translation } from '../translation.ts'
import type { settings as en } from '../en/settings.ts'

/** French words: the settings. */
export const settings: Translation<typeof en> = {
  appearance: 'Langue et apparence',
  background: 'Fenêtre fermée',
  backgroundText:
    'Tant que des diffusions attendent, Relais continue quand vous fermez sa fenêtre. Son icône, dans la zone de notification, annonce la prochaine ; s’il n’y en a pas, relancez Relais.',
  thisComputer: 'Sur cet ordinateur',
  keepRunning: 'Continuer même si aucune diffusion n’attend',
  startAtLogin: 'Démarrer à l’ouverture de ma session, sans fenêtre',
  startAtLoginText: 'sauf si une diffusion en attente demande que l’on s’identifie',
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
