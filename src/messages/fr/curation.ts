import type { Translation } from '../translation.ts'
import type { curation as en } from '../en/curation.ts'

/** French words: curation. */
export const curation: Translation<typeof en> = {
  verdict: 'Avis',
  verdicts: { none: 'À trier', keep: 'Gardés', dismiss: 'Écartés', draft: 'Mis en brouillon' },
  keep: 'Garder',
  dismiss: 'Écarter',
  draft: 'En faire un brouillon',
  kept: 'Gardé : {{title}}',
  dismissed: 'Écarté : {{title}}',
  drafted: 'Brouillon d’après : {{title}}',
  original: 'Lire l’original',
  sources: 'Sources',
  allSources: 'Toutes les sources',
  pull: 'Relever tous les flux',
  pulled_one: '{{count, number}} nouvel élément',
  pulled_many: '{{count, number}} de nouveaux éléments',
  pulled_other: '{{count, number}} nouveaux éléments',
  pullFailed: '{{source}} n’a pas pu être relevé. Ce qui était là est gardé.',
  addSource: 'Ajouter un flux',
  addSourceText: 'RSS, Atom ou JSON Feed : l’adresse du flux, ou un fichier.',
  address: 'Adresse du flux',
  fromFile: 'D’un fichier…',
  sourceAdded_one: '{{source}} ajouté, avec {{count, number}} élément',
  sourceAdded_many: '{{source}} ajouté, avec {{count, number}} éléments',
  sourceAdded_other: '{{source}} ajouté, avec {{count, number}} éléments',
  clear: 'Tout est trié',
  clearText:
    'De nouveaux éléments viendront au prochain relevé. Ce que vous avez gardé est dans la liste, sous « Gardés ».',
  noSource: 'Pas encore de flux',
  noSourceText:
    'Ajoutez les flux des rédactions et de la presse professionnelle que vous suivez ; leurs éléments viennent ici pour être gardés, écartés ou repris.',
  pulledAt: 'relevé {{when}}',
  neverPulled: 'pas encore relevé',
  problems: {
    'encoding-guessed': 'Le flux ne dit pas vraiment comment son texte est codé ; Relais l’a lu comme du {{detail}}.',
    'feed-cut-off':
      'Le flux s’arrête au milieu. Ce qui était entier est gardé ; relevez-le plus tard pour avoir la suite.',
    'feed-empty': 'Il n’y a aucun élément dans ce flux.',
    'feed-mended': 'Le flux n’est pas bien formé. Relais a lu ce qui pouvait l’être.',
    'dates-unreadable': 'Éléments dont la date est illisible, gardés sans date : {{detail}}.',
    'items-empty': 'Éléments sans titre, texte ni adresse, laissés de côté : {{detail}}.',
    'items-left-out': 'Le flux est trop long : les premiers éléments ont été lus et {{detail}} laissés de côté.',
    'items-repeated': 'Éléments que le flux contient deux fois, gardés une fois : {{detail}}.'
  },
  failures: {
    'address-refused': 'Mène à un hôte privé ou local',
    'feed-offline': 'Pas de réseau au dernier relevé',
    'feed-status': 'Le serveur a refusé le dernier relevé',
    'feed-too-large': 'Trop volumineux au dernier relevé',
    'feed-too-slow': 'Trop lent au dernier relevé',
    'feed-unreachable': 'Injoignable au dernier relevé',
    'feed-unreadable': 'N’était pas un flux au dernier relevé',
    'file-missing': 'Le fichier n’est plus là',
    other: 'Le dernier relevé a échoué'
  }
}
