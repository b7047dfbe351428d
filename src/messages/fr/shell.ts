import type { Translation } from '../translation.ts'
import type { shell as english } from '../en/shell.ts'

/** French words: menus, dialogs and the passphrase window. */
export const shell: Translation<typeof english> = {
  menu: {
    file: 'Fichier',
    newRelease: 'Nouveau communiqué',
    importReleases: 'Importer des documents…',
    importMetrics: 'Importer des chiffres…',
    newWorkspace: 'Nouvel espace de travail…',
    openWorkspace: 'Ouvrir un espace de travail…',
    openSample: 'Ouvrir l’espace d’exemple',
    closeWorkspace: 'Fermer l’espace de travail',
    quit: 'Quitter Relais',
    edit: 'Édition',
    undo: 'Annuler',
    redo: 'Rétablir',
    cut: 'Couper',
    copy: 'Copier',
    paste: 'Coller',
    pastePlain: 'Coller sans mise en forme',
    selectAll: 'Tout sélectionner',
    go: 'Aller',
    palette: 'Commandes et recherche',
    view: 'Affichage',
    larger: 'Texte plus grand',
    smaller: 'Texte plus petit',
    actualSize: 'Taille habituelle',
    fullScreen: 'Plein écran',
    developer: 'Outils de développement',
    services: 'Services',
    hide: 'Masquer Relais',
    hideOthers: 'Masquer les autres',
    showAll: 'Tout afficher',
    about: 'À propos de Relais'
  },
  dialogs: {
    createWorkspace: 'Où garder le nouvel espace de travail',
    openWorkspace: 'Ouvrir un espace de travail',
    workspaceFile: 'Espace de travail Relais',
    importReleases: 'Choisir les documents à importer',
    documents: 'Documents',
    chooseFolder: 'Choisir le dossier de « {{name}} »',
    newDestination: 'Ajouter la destination « {{name}} » ?',
    newDestinationText: 'Des communiqués approuvés pourront être envoyés à {{url}}',
    privateHost: 'Elle pourra joindre cet hôte d’un réseau privé : {{host}}',
    saveReport: 'Où enregistrer le rapport',
    reportName: 'Rapport de portée {{month}}',
    pdf: 'Document PDF',
    failed: 'Cela n’a pas fonctionné',
    close: 'Fermer'
  },
  engine: {
    stopped: 'L’espace de travail s’est arrêté plusieurs fois de suite',
    stoppedText:
      'Relais a renoncé à le relancer. Ce qui était affiché comme enregistré est gardé dans {{file}}. Quittez Relais et relancez-le ; si cela se reproduit, gardez une copie de ce fichier.'
  },
  print: { page: 'Page {{page}} sur {{pages}}' },
  passphrase: {
    window: 'Phrase secrète',
    unlock: 'S’identifier',
    unlockText: '{{person}}, votre phrase secrète ouvre votre clé de signature sur ce poste.',
    choose: 'Choisir une phrase secrète',
    chooseText:
      'Pour {{person}}. Elle protège la clé qui signe les décisions. Personne ne peut la retrouver : gardez-la en lieu sûr.',
    sign: 'Signer cette décision',
    signText: '{{person}}, votre signature couvre exactement ce texte et cette décision.',
    release: 'Texte',
    revision: 'Révision {{number}}',
    verdict: 'Décision',
    verdicts: { approve: 'Approuver', changes: 'Demander des changements', refuse: 'Refuser' },
    reason: 'Motif',
    contentHash: 'Empreinte du contenu (SHA-256)',
    field: 'Phrase secrète',
    again: 'La même phrase secrète, de nouveau',
    hint: 'Plusieurs mots, au moins {{count}} caractères.',
    tooShort: 'Il faut au moins {{count}} caractères.',
    different: 'Les deux ne sont pas identiques. Tapez-les de nouveau.',
    cancel: 'Annuler',
    doUnlock: 'S’identifier',
    doChoose: 'Utiliser cette phrase',
    doSign: 'Signer',
    working: 'Vérification…'
  }
}
