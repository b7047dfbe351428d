import type { Translation } from '../translation.ts'
import type { destinations as en } from '../en/destinations.ts'

/** French words: kinds of destination, what they are set up with, and what goes to them. */
export const destinations: Translation<typeof en> = {
  problems: {
    missing: 'il manque',
    'unknown-key': 'ce réglage n’existe pas',
    'too-long': 'il est trop long',
    'not-a-folder': 'il faut le chemin complet d’un dossier où l’on peut écrire',
    'folder-taken': 'une autre destination écrit dans ce dossier',
    'not-an-address': 'il faut une adresse web, sans nom ni mot de passe',
    'needs-https': 'elle doit commencer par https://, ou son hôte être autorisé',
    'not-its-host': 'ce doit être l’hôte de l’adresse',
    'not-a-language': 'il faut un code de langue tel que fr ou en-GB',
    'not-a-secret': 'il faut « whsec_ » et 24 à 64 octets en base64',
    'not-a-choice': 'ce doit être l’un des mots proposés',
    'not-days': 'ce doit être un nombre de jours, comme 90',
    'not-a-flow': 'ce doit être l’adresse d’un flux de l’application Workflows, avec sa signature (sig=…)',
    'retired-address':
      'c’est l’adresse d’un ancien connecteur Office 365, que Microsoft a arrêté ; créez un flux dans l’application Workflows',
    'not-a-hook': 'ce doit être l’adresse d’un webhook entrant, https://hooks.slack.com/services/…',
    'not-a-subdomain': 'ce doit être le début de l’adresse, comme « societe » dans societe.smarpshare.com',
    'not-an-author': 'il faut me, ou une Page : son numéro, son URN ou le nom de son adresse',
    'not-a-version': 'il faut une année et un mois accolés, tels que 202609',
    'not-a-port': 'il faut un port de 1024 à 65535',
    'not-a-handle': 'ce doit être un pseudo comme armelin.example, ou l’adresse électronique du compte',
    'not-an-app-password':
      'ce doit être un mot de passe d’application comme abcd-efgh-ijkl-mnop, créé dans les réglages de Bluesky ; celui du compte n’est pas accepté',
    'not-an-application-password':
      'ce doit être un mot de passe d’application : 24 lettres et chiffres, créés dans le profil WordPress ; celui de la personne n’est pas accepté',
    'not-a-mail-server':
      'ce doit être le nom d’un serveur de messagerie, avec un port au besoin, comme smtp.armelin.example:587',
    'not-one-mailbox': 'ce doit être une adresse électronique, une seule',
    'not-mailboxes': 'ce doit être des adresses électroniques, séparées par des virgules',
    'needs-tls': 'sans chiffrement, l’hôte du serveur de messagerie doit être nommé comme autorisé',
    'not-a-category': 'ce doit être le numéro de la catégorie, ou son identifiant dans les adresses (slug)',
    'not-an-upload': 'il faut l’adresse d’un dossier, https://… (WebDAV) ou sftp://…, sans nom ni mot de passe',
    'not-a-host-key': 'il faut « SHA256: » et les 43 caractères qu’affiche ssh-keygen -l',
    'not-two-secrets':
      'ce doit être le mot de passe du serveur où le flux est déposé, une espace, puis le jeton d’accès'
  },
  settings: {
    folder: 'Dossier',
    title: 'Titre du flux',
    link: 'Page que décrit le flux',
    base: 'Adresse du dossier sur le web',
    language: 'Langue',
    url: 'Adresse du destinataire ou du site (https://…)',
    allowHost:
      'Hôte d’un réseau privé qu’elle peut atteindre ; avec lui, http:// et le courrier sans chiffrement sont acceptés',
    secret: 'Secret',
    channels: 'Canaux : noms ou identifiants, séparés par des virgules',
    as: 'Comme contenu avec une page publique (external), ou comme actualité interne (internalnews)',
    days: 'Prend fin de lui-même après ce nombre de jours',
    clientId: 'Identifiant client de votre propre application',
    profile: 'Identifiant du profil social',
    network: 'Réseau de ce profil',
    topics: 'Thèmes, séparés par des virgules',
    show: 'Montré aussitôt (yes), ou déposé comme brouillon (no)',
    subdomain: 'Pour compter les partages : début de l’adresse (« societe » dans societe.smarpshare.com)',
    author: 'Au nom de qui : me, ou une Page (son numéro, son URN ou le nom de son adresse)',
    version: 'Version de l’interface (année et mois) ; une nouvelle au moins une fois par an',
    scopes:
      'Autres autorisations de votre application, telles que r_member_postAnalytics pour les chiffres d’un membre',
    port: 'Port de cet ordinateur où le navigateur revient après la connexion',
    server: 'Adresse du serveur (https://…)',
    visibility: 'Qui le voit : tous (public), tous mais hors des listes (unlisted), les abonnés (private)',
    identifier: 'Pseudo, comme armelin.example',
    service: 'Où le compte se connecte',
    host: 'Serveur de messagerie, avec son port si ce n’est pas l’habituel',
    security: 'Chiffrement : dès le début (tls), à la demande (starttls), ou aucun sur un réseau privé (none)',
    user: 'Nom d’utilisateur',
    from: 'De',
    to: 'Destinataires, séparés par des virgules ; un message chacun',
    replyTo: 'Où vont les réponses',
    status: 'Publié aussitôt (publish), ou déposé comme brouillon (draft)',
    category: 'Catégorie : son numéro, ou son identifiant dans les adresses',
    put: 'Envoyer aussi vers (https://… pour WebDAV, ou sftp://…)',
    hostKey: 'Empreinte du serveur SFTP (SHA256:…)',
    tool: 'Outil auquel il est destiné'
  },
  connectors: {
    feed: 'Flux dans un dossier',
    webhook: 'Webhook signé',
    sociabble: 'Sociabble',
    hootsuite: 'Hootsuite',
    amplify: 'Hootsuite Amplify',
    teams: 'Microsoft Teams',
    slack: 'Slack',
    haiilo: 'Haiilo Share (ex-Smarp)',
    linkedin: 'LinkedIn',
    x: 'X',
    mastodon: 'Mastodon',
    bluesky: 'Bluesky',
    mail: 'Courrier électronique',
    wordpress: 'Salle de presse WordPress',
    sharee: 'Sharee (flux)',
    sociallymap: 'Ambassador de Sociallymap (flux)',
    wiztrust: 'Wiztrust (paquet à remettre)',
    facebook: 'Page Facebook (paquet à remettre)',
    handoff: 'Paquet à remettre',
    folder: 'Dossier de fichiers'
  },
  about: {
    sociabble:
      'Place un communiqué dans les canaux que vous nommez. Sociabble ne laisse rien modifier, retirer ni relire de l’extérieur : corrections et retraits s’y font à la main, et les chiffres viennent de fichiers.',
    hootsuite:
      'Programme le texte de partage sur un profil social, quelques minutes à l’avance. Tant que Hootsuite ne l’a pas envoyé, il peut être remplacé ou supprimé ; ensuite, à la main sur le réseau. Les chiffres sont demandés, sauf ceux de LinkedIn, que Hootsuite ne donne pas.',
    amplify:
      'Propose le texte de partage aux salariés, sous les thèmes que vous nommez. Amplify ne laisse rien modifier, retirer ni relire de l’extérieur : fixez une fin après un nombre de jours, et corrigez là-bas à la main. Les chiffres viennent de fichiers.',
    teams:
      'Publie une carte dans un canal, par un flux de l’application Workflows. Le flux dit qu’il a accepté la carte, jamais que le canal la montre. Corrections et retraits se font dans Teams à la main ; il n’y a ni images ni chiffres.',
    slack:
      'Publie un message dans un canal, par un webhook entrant. Corrections et retraits se font dans Slack à la main ; il n’y a ni images ni chiffres.',
    haiilo:
      'Un flux que Haiilo vient chercher. Il ne prend que ce qui est nouveau : une correction y arrive comme une nouvelle publication, et son administrateur retire l’ancienne, et ce qui est retiré, à la main. Le nombre de partages est demandé s’il y a un jeton d’accès : il est le secret, après le mot de passe du serveur du flux et une espace s’il y en a un.',
    linkedin:
      'Publie sur une Page LinkedIn, ou en votre nom, par votre propre application chez LinkedIn, que LinkedIn doit admettre. Le texte peut être corrigé et la publication retirée ; ses images et sa carte de lien ne peuvent pas être changées. La connexion dure 60 jours, sauf si votre application peut la renouveler. Les chiffres sont demandés : ceux des publications et des abonnés d’une Page ; ceux de vos propres publications seulement si l’application y est autorisée.',
    x: 'Publie sur X, qui facture chaque publication à votre propre application chez X : 0,015 dollar américain en août 2026, 0,20 avec un lien. Une publication peut être retirée, non modifiée : une correction est une nouvelle publication, faite à la main. Vérifier si une publication est arrivée est aussi facturé, un dixième de centime par publication montrée. Les chiffres sont demandés ; les clics pendant trente jours seulement.',
    mastodon:
      'Publie sur un serveur Mastodon, avec un jeton d’accès tiré de ses réglages de développement (write:statuses write:media read:statuses read:accounts). Une publication peut être corrigée sur place et retirée ; les autres serveurs qui en ont une copie sont prévenus, et la plupart suivent. Les chiffres sont les réponses, les partages et les favoris ; Mastodon ne compte ni les vues ni les clics.',
    bluesky:
      'Publie sur Bluesky, avec un mot de passe d’application créé dans ses réglages. Une correction est un nouveau post, après quoi l’ancien est supprimé ; un retrait le supprime. Les chiffres sont les mentions j’aime, les réponses, les reposts et les abonnés ; Bluesky ne compte ni vues ni clics.',
    mail: 'Envoie le communiqué entier à chaque destinataire, un message chacun, par votre serveur de messagerie ; un texte de partage écrit pour le courrier le précède. Accepté par le serveur ne veut pas dire remis, et les retours d’erreur ne sont pas lus. Un message ne se reprend pas : une correction ou un retrait est un autre message à ceux qui ont eu le premier.',
    wordpress:
      'Publie le communiqué comme article de votre site WordPress, ou l’y laisse en brouillon, avec un mot de passe d’application. Il se corrige sur place ; un retrait le met à la corbeille, et ses images restent dans la médiathèque. WordPress fait de lui-même un flux RSS de ses articles. Pas de chiffres.',
    webhook:
      'Envoie le communiqué, signé selon la convention Standard Webhooks, à un récepteur qui est à vous : à la publication, à la correction, au retrait. Le récepteur écarte ce qui arrive deux fois. Les chiffres viennent de fichiers.',
    feed: 'RSS, Atom et JSON Feed dans un dossier, envoyés sur un serveur si vous en indiquez un. Ce qui relève le flux le prend là.',
    sharee:
      'Sharee n’a pas d’accès documenté. Si votre Sharee lit un flux, donnez-lui celui-ci ; sinon, prenez un paquet à remettre.',
    sociallymap:
      'Sociallymap lit ce flux comme source RSS et le transmet aux ambassadeurs. Aucun accès direct n’est documenté.',
    wiztrust:
      'Relais écrit un paquet avec les fichiers exacts et leurs empreintes. Quelqu’un le dépose dans Wiztrust et note l’adresse ici.',
    facebook:
      'Relais écrit un paquet avec les textes et les images pour la Page. Quelqu’un le publie là-bas et note l’adresse ici.',
    handoff:
      'Pour tout outil sans accès : un paquet avec textes, images, lien et mode d’emploi. Quelqu’un l’y porte et note l’adresse ici.',
    folder:
      'Écrit chaque communiqué dans un dossier en page web, texte, Markdown, ninjs et JSON-LD, pour archives et agences.'
  },
  package: {
    tool: 'Pour',
    notBefore: 'Pas avant',
    planned: 'Prévu le',
    link: 'Lien',
    there: 'Ce qu’il remplace se trouve à',
    signed: 'Validé par',
    pictures: 'Ce que montrent les images',
    withdrawn: 'Un communiqué est retiré',
    takeDown: 'Retirez ce qui a été publié de ce communiqué, et toutes ses copies.',
    steps: {
      unpack: 'Décompressez l’archive. manifest.json nomme chaque fichier avec son empreinte.',
      post: 'Prenez le texte de votre réseau dans « texts » ; s’il y en a plusieurs, prenez-en un autre que vos collègues.',
      pictures: 'Prenez l’image dans « images » au format de votre réseau, avec sa description et son crédit.',
      check: 'Ne changez rien au texte : il a été validé tel quel. Respectez l’heure ci-dessus.',
      report: 'Donnez au service de presse l’adresse de ce que vous avez publié, pour qu’elle soit notée dans Relais.'
    }
  },
  sheet: {
    title: 'Déroulé : {{organisation}}',
    about: 'Une répétition sur une copie de l’espace de travail. Rien n’est parti.',
    going: 'Part',
    held: 'Ne partirait pas',
    nothing: 'Rien n’est prévu dans cette période.',
    goes: 'Part',
    destination: 'Destination',
    action: 'Action',
    release: 'Communiqué',
    outcome: 'Issue'
  },
  destinations: {
    add: 'Ajouter une destination',
    label: 'Destinations',
    none: 'Aucune destination pour l’instant',
    noneText:
      'Une destination est un endroit où vont les communiqués approuvés : un outil d’ambassadeurs, un réseau, votre salle de presse, un flux.',
    nothingOpen: 'Choisissez une destination.',
    groups: {
      advocacy: 'Outils d’ambassadeurs',
      networks: 'Réseaux',
      chat: 'Messageries d’équipe',
      newsroom: 'Salle de presse et courriel',
      files: 'Fichiers, flux et autres outils'
    },
    choose: 'Où vont les communiqués ?',
    others: 'Autres sortes',
    name: 'Nom',
    nameHint: 'Comme votre équipe l’appelle : chaque diffusion l’affiche.',
    more: 'Autres réglages',
    usual: 'Si vide : {{value}}.',
    optional: 'Peut rester vide.',
    unset: 'Sans choix',
    next: {
      folder: 'Le dossier est choisi ensuite, dans une fenêtre du système.',
      given: 'Le secret est tapé ensuite, dans une fenêtre à part.',
      oauth: 'Vous vous y connectez ensuite, dans votre navigateur.',
      appKey:
        'La clé de votre application est tapée ensuite, dans une fenêtre à part ; puis vous vous y connectez, dans votre navigateur.',
      generated: 'Un secret est créé pour elle ; le destinataire en a besoin.'
    },
    redirect: 'Adresse de retour, que votre application là-bas doit nommer :',
    secretOnce: 'Copiez le secret maintenant',
    secretText:
      'Le destinataire vérifie chaque message avec lui. Il est gardé ici chiffré et n’est plus affiché ensuite.',
    copy: 'Copier',
    copied: 'Copié.',
    health: {
      ready: 'Prête',
      expiring: 'Prend fin bientôt',
      ended: 'À reconnecter',
      connect: 'Non connectée',
      secret: 'Secret manquant',
      paused: 'En pause',
      unknown: 'Sorte inconnue'
    },
    advice: {
      expiring: 'L’accès accordé prend fin le {{time}}. Reconnectez-la avant, et rien ne sera retenu.',
      ended: 'Elle n’accepte plus sa connexion : ce qui doit y aller est retenu. Rien n’est perdu.',
      connect: 'Personne n’y est encore connecté : ce qui doit y aller est retenu.',
      secret: 'Son secret manque : ce qui doit y aller est retenu.',
      paused: '{{reason}} Depuis le {{time}}, plus rien n’y part. Laissez-la reprendre quand elle va bien.',
      unknown: 'Cette version de Relais n’a pas de connecteur pour elle. Rien n’y est envoyé.'
    },
    connect: 'Connecter…',
    connectAgain: 'Reconnecter…',
    giveSecret: 'Donner le secret…',
    newSecret: 'Donner un nouveau secret…',
    appKey: 'Donner la clé de l’application…',
    newAppKey: 'Donner une nouvelle clé de l’application…',
    secretKept: 'Le secret est gardé.',
    waiting: 'En attente de votre navigateur',
    waitingText:
      'Connectez-vous à {{name}} dans la fenêtre du navigateur qui vient de s’ouvrir. Relais attend dix minutes.',
    stopWaiting: 'Ne plus attendre',
    connected: '« {{name}} » est connectée.',
    test: 'Tester',
    testing: 'Test en cours…',
    works: 'Elle répond',
    fails: 'Elle ne répond pas comme il faut',
    versionEnds: 'Elle répond, mais la version de son interface prend fin bientôt',
    versionEndsText: 'Choisissez-en une plus récente dans ses réglages.',
    resume: 'Laisser reprendre',
    disconnect: 'Déconnecter',
    disconnectTitle: 'Déconnecter « {{name}} » ?',
    disconnectText:
      'L’accès accordé est oublié ici, et repris là-bas quand c’est possible. Ce qui doit y aller est retenu jusqu’à ce que quelqu’un la reconnecte.',
    disconnected: '« {{name}} » est déconnectée.',
    remove: 'Supprimer…',
    removeDo: 'Supprimer',
    removeTitle: 'Supprimer « {{name}} » ?',
    removeText:
      'Son secret est détruit, et plus rien ne peut y être envoyé, corrigé ni repris. Ce qui y est allé reste dans le journal.',
    connection: 'Connexion',
    by: 'Connectée par',
    byNobody: 'quelqu’un qui n’est plus là',
    since: 'Le',
    scopes: 'Accordé',
    noScopes: 'non précisé',
    expires: 'Jusqu’au',
    noEnd: 'sans fin connue',
    secret: 'Secret',
    kept: 'gardé, chiffré',
    missing: 'manquant',
    setUp: 'Réglages',
    change: 'Modifier…',
    changeTitle: 'Réglages de « {{name}} »',
    changeText: 'S’ils mènent ailleurs, le secret est à donner de nouveau.',
    save: 'Enregistrer',
    saved: 'Réglages enregistrés.',
    about: 'Ce qu’elle fait',
    can: {
      update: 'Corrections',
      withdraw: 'Retraits',
      look: 'Regarder si un envoi est arrivé',
      metrics: 'Chiffres',
      yes: 'par Relais',
      no: 'à la main',
      pull: 'demandés',
      file: 'par fichiers',
      none: 'aucun'
    },
    deliveries: 'Voir ses diffusions'
  },
  choices: {
    yes: 'Oui',
    no: 'Non',
    fr: 'Français',
    en: 'Anglais',
    public: 'Tout le monde',
    unlisted: 'Tout le monde, hors des listes',
    private: 'Les abonnés seulement',
    tls: 'TLS dès le début',
    starttls: 'STARTTLS',
    none: 'Aucun',
    external: 'Contenu avec une page publique',
    internalnews: 'Actualité interne',
    publish: 'Publié aussitôt',
    draft: 'Déposé en brouillon'
  },
  secrets: {
    other: { label: 'Secret', hint: 'Tel que la destination vous l’a donné.' },
    app: {
      label: 'Clé de l’application (client secret)',
      hint: 'Dans les réglages de votre propre application chez la destination.'
    },
    webhook: { label: 'Secret de signature', hint: 'Commence par whsec_. Le destinataire a le même.' },
    sociabble: { label: 'Clé d’abonnement', hint: 'Sociabble la donne à ses clients.' },
    haiilo: { label: 'Jeton d’accès', hint: 'Créé par un administrateur dans Haiilo.' },
    teams: {
      label: 'Adresse du flux',
      hint: 'L’adresse entière que le flux affiche dans l’application Workflows, avec sig=… dedans.'
    },
    slack: { label: 'Adresse du webhook entrant', hint: 'https://hooks.slack.com/services/…' },
    mastodon: { label: 'Jeton d’accès', hint: 'Sur le serveur : Préférences, Développement, Nouvelle application.' },
    bluesky: {
      label: 'Mot de passe d’application',
      hint: 'Dans Bluesky : Paramètres, Confidentialité et sécurité, Mots de passe d’application. Pas celui du compte.'
    },
    mail: { label: 'Mot de passe de la boîte', hint: 'Souvent, on en crée un par programme chez le fournisseur.' },
    wordpress: {
      label: 'Mot de passe d’application',
      hint: 'Dans WordPress : Comptes, Profil, Mots de passe d’application.'
    }
  },
  missed: {
    label: 'Ce qui a manqué son heure',
    asking_one: '{{count, number}} diffusion a manqué son heure',
    asking_many: '{{count, number}} de diffusions ont manqué leur heure',
    asking_other: '{{count, number}} diffusions ont manqué leur heure',
    askingText: 'Relais était arrêté, ou cet ordinateur en veille. Rien n’en est parti : dites ce qui part encore.',
    late_one: '{{count, number}} diffusion est partie après son heure',
    late_many: '{{count, number}} de diffusions sont parties après leur heure',
    late_other: '{{count, number}} diffusions sont parties après leur heure',
    planned: 'prévue le {{planned}}',
    send: 'Envoyer maintenant',
    cancel: 'Annuler cette diffusion',
    left: 'partie le {{left}}',
    more_one: 'Voir {{count, number}} autre',
    more_many: 'Voir {{count, number}} d’autres',
    more_other: 'Voir {{count, number}} autres'
  },
  notices: {
    'version-ending':
      'La version {{version}} de l’interface de LinkedIn peut être refusée à partir de {{from}}. Indiquez la plus récente que LinkedIn documente.'
  },
  sent: {
    read: 'Lire le communiqué',
    replaces: 'Ce message remplace celui que nous vous avons adressé.',
    correction: 'Rectificatif : {{title}}',
    withdrawn: 'Retrait : merci de ne pas utiliser notre message précédent',
    withdrawnText:
      'Le communiqué de notre message précédent, auquel celui-ci répond, est retiré. Merci de ne pas le publier ni le citer, et de l’enlever là où cela aurait été fait.'
  }
}
