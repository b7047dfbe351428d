import type { Translation } from '../translation.ts'
import type { common as en } from '../en/common.ts'

/** French words: the frame of the window, and what several screens share. */
export const common: Translation<typeof en> = {
  sections: {
    label: 'Rubriques',
    inbox: 'Veille',
    releases: 'Communiqués',
    media: 'Médiathèque',
    review: 'Validation',
    delivery: 'Diffusion',
    destinations: 'Destinations',
    reach: 'Portée',
    reports: 'Rapports',
    settings: 'Réglages'
  },
  go: {
    inbox: 'Aller à la veille',
    releases: 'Aller aux communiqués',
    media: 'Aller à la médiathèque',
    review: 'Aller à la validation',
    delivery: 'Aller à la diffusion',
    destinations: 'Aller aux destinations',
    reach: 'Aller à la portée',
    reports: 'Aller aux rapports',
    settings: 'Aller aux réglages'
  },
  actions: {
    cancel: 'Annuler',
    clear: 'Effacer',
    next: 'Suivant',
    previous: 'Précédent',
    close: 'Fermer',
    undo: 'Annuler l’action',
    back: 'Retour',
    retry: 'Réessayer',
    open: 'Ouvrir',
    add: 'Ajouter',
    change: 'Modifier',
    remove: 'Retirer'
  },
  search: 'Rechercher',
  skip: 'Aller au contenu',
  palette: {
    title: 'Commandes et recherche',
    placeholder: 'Une commande, ou les mots d’un communiqué',
    open: 'Commandes et recherche',
    commands: 'Commandes',
    releases: 'Communiqués',
    nothing: 'Rien de trouvé. Essayez un autre mot : accents et majuscules sont indifférents.'
  },
  desk: {
    locked: 'Lecture seule',
    unlock: 'S’identifier',
    lock: 'Se retirer',
    signedIn: 'Au poste : {{name}}',
    who: 'Qui est à ce poste ?',
    allSaved: 'Tout est enregistré',
    engineDown: 'L’espace de travail redémarre…'
  },
  welcome: {
    title: 'Bienvenue dans Relais',
    text: 'Veillez, rédigez, faites valider, diffusez une seule fois et voyez jusqu’où cela porte. Tout reste sur cet ordinateur.',
    sample: 'Ouvrir l’espace d’exemple',
    sampleText: 'Une année au service de presse d’Armelin, entreprise inventée. Modifiez tout ce que vous voulez.',
    create: 'Commencer un espace vide',
    createText: 'Choisissez un fichier, votre nom et une phrase secrète. Vos collègues viendront ensuite.',
    open: 'Ouvrir un espace de travail',
    openText: 'Un fichier .relais sur cet ordinateur ou un disque partagé.',
    recent: 'Ouverts récemment',
    preparing: 'Préparation de l’espace d’exemple…',
    organisation: 'Nom de l’organisation',
    name: 'Votre nom',
    email: 'Votre adresse électronique',
    continue: 'Choisir le fichier…'
  },
  sampleNotice: 'Espace d’exemple : entreprise, personnes et chiffres sont inventés.',
  languages: { fr: 'Français', en: 'English' },
  language: 'Langue',
  theme: { label: 'Apparence', system: 'Comme le système', light: 'Clair', dark: 'Sombre' },
  loading: 'Chargement…',
  problem: 'Cela n’a pas fonctionné',
  failures: {
    offline: 'cet ordinateur n’a pas de réseau',
    dns: 'ce nom n’existe pas sur le réseau',
    unreachable: 'personne n’y répond',
    tls: 'son certificat ou son chiffrement n’est pas digne de confiance',
    'timed-out': 'la réponse a trop tardé',
    'too-large': 'sa réponse est trop volumineuse',
    reset: 'la connexion a été coupée',
    garbled: 'sa réponse est illisible',
    redirect: 'il fait tourner en rond, ou renvoie là où rien n’est chiffré',
    cancelled: 'la demande a été annulée',
    'proxy-unreachable': 'le proxy de ce réseau ne répond pas',
    'proxy-refused': 'le proxy de ce réseau ne laisse pas passer',
    'proxy-sign-in': 'le proxy de ce réseau demande un nom et un mot de passe, que Relais lit dans HTTPS_PROXY',
    'proxy-unsupported': 'ce réseau demande un type de proxy que Relais ne sait pas utiliser, comme SOCKS'
  }
}
