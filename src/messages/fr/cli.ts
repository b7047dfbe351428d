import type { Translation } from '../translation.ts'
import type { cli as en } from '../en/cli.ts'
import { cliShare } from './cli-share.ts'

/** French words: the terminal. */
export const cli: Translation<typeof en> = {
  about:
    'Relais depuis un terminal : veiller, rédiger, faire valider, diffuser une seule fois, et voir jusqu’où cela porte.',
  labelled: '{{label}} : {{value}}',
  help: {
    usage: 'Utilisation :',
    arguments: 'Arguments :',
    options: 'Options :',
    globalOptions: 'Options de toutes les commandes :',
    commands: 'Commandes :',
    optionsPlace: '[options]',
    commandPlace: '[commande]',
    help: 'montre cette aide',
    command: 'montre l’aide d’une commande',
    choices: 'au choix : {{list}}',
    default: 'sinon {{value}}',
    env: 'ou {{name}} dans l’environnement',
    and: ' ; ',
    after: `Un identifiant peut être abrégé à huit caractères au moins de son début ou de sa fin, comme dans les tableaux.

Environnement :
  RELAIS_WORKSPACE         le fichier de l’espace de travail
  RELAIS_PERSON            qui agit : identifiant, adresse électronique ou nom
  RELAIS_PASSPHRASE        sa phrase secrète ; sans elle, signer la demande
  RELAIS_SECRET_<COMPTE>   le secret d’une destination, dont le nom est en capitales

Code de sortie : 0 si tout ce qui était demandé est fait, 2 si la commande est mal écrite, 1 sinon.`
  },
  usage: {
    workspace: 'Dites quel espace de travail : --workspace FICHIER, ou RELAIS_WORKSPACE dans l’environnement.',
    noCommand: 'Dites que faire : il manque une commande.',
    unknownCommand: 'La commande « {{name}} » n’existe pas. Voyez --help.',
    unknownOption: 'L’option « {{name}} » n’existe pas ici. Voyez --help.',
    missingArgument: 'Il manque « {{name}} ». Voyez --help.',
    missingValue: '« {{name}} » a besoin d’une valeur. Voyez --help.',
    missingOption: 'Il faut « {{name}} ». Voyez --help.',
    tooMany:
      'Il y a trop de mots sur cette ligne. Mettez entre guillemets un texte qui contient des espaces ; voyez --help.',
    choice: '« {{value}} » ne convient pas pour {{name}}. Possible : {{list}}.',
    invalid: '« {{value}} » ne convient pas pour {{name}}. Voyez --help.',
    other: '{{problem}}',
    role: 'Le rôle « {{value}} » n’existe pas. Rôles : {{roles}}.',
    pair: '« {{value}} » n’est pas de la forme clé=valeur.',
    nothingToChange: 'Dites quoi changer : un titre, un sous-titre, un texte, une langue ou un embargo.',
    nothingToDescribe: 'Dites ce qui change : une description, un crédit, une licence, une fin ou un accord.',
    zoneAlone: '--zone ne va pas sans un --embargo.',
    folderStays:
      'Le dossier d’une destination reste où il est ({{name}}). Pour un autre dossier, installez une autre destination.',
    someOrAll: 'Nommez les diffusions, ou dites --all, que des options comme --account et --from restreignent.',
    noRule: 'Dites quelle règle : une mention, des mots bloqués, des mots-dièse ou un support.'
  },
  options: {
    workspace: 'le fichier de l’espace de travail',
    json: 'répond par un seul objet JSON, et rien d’autre sur la sortie standard',
    uiLang: 'langue de l’aide et des messages ; sinon celle du système',
    as: 'qui agit : identifiant, adresse électronique ou nom ; sinon le premier administrateur',
    limit: 'en montre au plus tant',
    status: 'seulement les communiqués dans cet état',
    lang: 'seulement les communiqués dans cette langue, par exemple fr ou en',
    zone: 'fuseau d’une heure qui n’en a pas, par exemple Europe/Paris ; sinon celui de l’espace de travail'
  },
  arguments: {
    release: 'identifiant du communiqué',
    delivery: 'identifiant de la diffusion',
    deliveries: 'identifiants de diffusions',
    account: 'identifiant ou nom de la destination'
  },
  columns: {
    id: 'Id',
    name: 'Nom',
    email: 'Adresse électronique',
    roles: 'Rôles',
    status: 'Statut',
    state: 'État',
    lang: 'Langue',
    date: 'Date',
    time: 'Heure',
    title: 'Titre',
    source: 'Source',
    address: 'Adresse',
    pulled: 'Dernier relevé',
    untriaged: 'À trier',
    verdict: 'Tri',
    kind: 'Type',
    settings: 'Réglages',
    action: 'Action',
    account: 'Destination',
    remote: 'Là-bas',
    impressions: 'Impressions',
    clicks: 'Clics',
    reactions: 'Réactions',
    comments: 'Commentaires',
    shares: 'Partages',
    multiplier: 'Multiplicateur',
    size: 'Dimensions',
    uses: 'Usages',
    lacking: 'Ce qui y manque',
    holds: 'Ce qui s’y trouve',
    latest: 'Dernière diffusion',
    next: 'Ensuite'
  },
  channels: { owned: 'Comptes de l’organisation', advocacy: 'Partages des collègues' },
  verdicts: { keep: 'gardé', dismiss: 'écarté', draft: 'repris' },
  passphrase: { ask: 'Phrase secrète de {{name}} : ', again: 'Encore une fois : ' },
  init: {
    about: 'crée un espace de travail et sa première personne, administratrice et chargée de communication',
    sample: 'le remplit d’une année au service de presse d’une entreprise inventée',
    name: 'nom de la première personne ; sinon celui de l’utilisateur du système',
    email: 'son adresse électronique',
    organisation: 'nom de l’organisation ; sinon celui du fichier',
    zone: 'fuseau horaire, par exemple Europe/Paris ; sinon celui du système',
    lang: 'langue des rapports ; sinon celle du terminal',
    made: 'L’espace de travail « {{name}} » est dans {{file}}.'
  },
  person: {
    about: 'les personnes et leurs rôles',
    add: 'ajoute une personne et sa clé, sous la phrase secrète de RELAIS_PASSPHRASE ou demandée',
    list: 'montre tout le monde',
    name: 'son nom',
    email: 'son adresse électronique',
    role: 'ses rôles, séparés par des virgules : {{roles}}',
    added: '{{name}} peut maintenant s’identifier : {{roles}}.'
  },
  import: {
    about:
      'importe des documents : Markdown, HTML, Word (.docx), lignes JSON (.jsonl, .jsonl.gz), ou des dossiers qui en contiennent',
    paths: 'fichiers ou dossiers',
    progress: 'Import : {{done, number}} sur {{total, number}}',
    imported_one: '{{count, number}} importé',
    imported_many: '{{count, number}} importés',
    imported_other: '{{count, number}} importés',
    present_one: '{{count, number}} déjà présent',
    present_many: '{{count, number}} déjà présents',
    present_other: '{{count, number}} déjà présents',
    failed_one: '{{count, number}} non importé :',
    failed_many: '{{count, number}} non importés :',
    failed_other: '{{count, number}} non importés :',
    more: 'et {{count, number}} de plus ; --json les montre tous'
  },
  releases: {
    about: 'montre les communiqués, le plus récent d’abord',
    shown_one: '{{shown, number}} communiqué sur {{count, number}}',
    shown_many: '{{shown, number}} communiqués sur {{count, number}}',
    shown_other: '{{shown, number}} communiqués sur {{count, number}}'
  },
  search: {
    about:
      'cherche dans les titres et les textes ; accents et capitales ne comptent pas, et le dernier mot peut être inachevé',
    query: 'mots à chercher'
  },
  show: {
    about: 'montre un communiqué, ou l’écrit dans un fichier',
    format:
      'Markdown avec en-tête, HTML, JSON, ninjs 3.0 de l’IPTC, ou JSON-LD de schema.org ; sinon md, et json avec --json',
    out: 'l’écrit dans ce fichier',
    written: '« {{title}} » est dans {{file}}.'
  },
  text: {
    title: 'son titre',
    subtitle: 'son sous-titre',
    bodyFile: 'fichier de son texte en Markdown ; - lit l’entrée standard',
    lang: 'sa langue, par exemple fr ou en'
  },
  new: { about: 'écrit un nouveau communiqué', made: '« {{title}} » est maintenant un brouillon : {{id}}' },
  edit: {
    about: 'change un communiqué ; son approbation ne vaut alors plus',
    embargo: 'rien ne part avant cette heure, par exemple 2026-11-26T07:30 ; none le lève',
    saved: '« {{title}} » est enregistré. Statut : {{status}}.',
    voided: 'Il était soumis ou approuvé : cela ne vaut plus. Soumettez-le à nouveau quand il sera prêt.'
  },
  submit: { about: 'fige le texte en une révision et en demande l’approbation' },
  decide: {
    about: 'signe une décision sur une révision soumise ; personne ne décide de ce qu’il a écrit',
    id: 'identifiant du communiqué ou de sa validation',
    verdict: 'ce que vous décidez',
    reason: 'pourquoi ; nécessaire sauf pour approuver, et signé avec la décision',
    result: '« {{title}} », révision {{revision, number}} : {{state}}. Statut du communiqué : {{status}}.'
  },
  verify: {
    about: 'vérifie les empreintes, les signatures, la chaîne du journal et l’index de recherche',
    id: 'identifiant d’un communiqué ; sinon tout est vérifié',
    checked_one: '{{count, number}} élément vérifié.',
    checked_many: '{{count, number}} éléments vérifiés.',
    checked_other: '{{count, number}} éléments vérifiés.',
    sound: 'Tout est comme il a été écrit et signé.'
  },
  source: {
    about: 'les flux suivis',
    add: 'suit un flux (RSS, Atom, JSON Feed) et le relève une fois',
    pull: 'relève un flux, ou tous',
    preview: 'lit un flux sans rien garder',
    list: 'montre les flux',
    remove: 'cesse de suivre un flux',
    address: 'adresse ou fichier du flux',
    which: 'identifiant ou adresse de la source',
    added_one: '« {{title}} » est suivi : {{count, number}} élément.',
    added_many: '« {{title}} » est suivi : {{count, number}} éléments.',
    added_other: '« {{title}} » est suivi : {{count, number}} éléments.',
    pulled_one: '{{title}} : {{count, number}} nouvel élément',
    pulled_many: '{{title}} : {{count, number}} nouveaux éléments',
    pulled_other: '{{title}} : {{count, number}} nouveaux éléments',
    unchanged: '{{title}} : rien de nouveau',
    none: 'Aucun flux n’est suivi. Ajoutez-en un : source add ADRESSE',
    removed: 'Le flux n’est plus suivi. Ce qui en a été repris reste.'
  },
  inbox: {
    about: 'montre ce que les flux ont apporté',
    verdict: 'seulement les éléments triés ainsi',
    source: 'seulement les éléments de cette source : identifiant ou adresse',
    shown_one: '{{shown, number}} élément sur {{count, number}}',
    shown_many: '{{shown, number}} éléments sur {{count, number}}',
    shown_other: '{{shown, number}} éléments sur {{count, number}}'
  },
  triage: {
    about: 'dit ce que devient un élément de la boîte de veille',
    id: 'identifiant de l’élément',
    verdict: 'le garder, l’écarter, ou en tirer un brouillon',
    keep: '« {{title}} » est gardé.',
    dismiss: '« {{title}} » est écarté.',
    draft: '« {{title}} » est maintenant un brouillon : {{id}}'
  },
  ...cliShare,
  account: {
    about: 'les destinations de ce qui est diffusé',
    add: 'installe une destination d’un type ; « account add TYPE --help » dit ce qu’il faut à ce type',
    addKind: 'installe une destination du type « {{kind}} »',
    list: 'montre les destinations',
    test: 'essaie d’atteindre une destination, sans effet chez elle',
    connect: 's’identifie auprès d’une destination, dans un navigateur de cet ordinateur',
    giveSecret: 'garde le secret d’une destination : celui de l’environnement, sinon il est demandé',
    revoke: 'oublie ce qu’une destination a accordé, et le lui dit si c’est possible',
    resume: 'laisse repartir une destination en pause',
    change: 'change des réglages d’une destination ; ceux qui ne sont pas nommés restent',
    remove: 'met une destination hors service ; ce qui y est allé reste au journal',
    name: 'son nom ici',
    set: 'ses réglages',
    setAnew: 'réglages à changer ; un réglage sans valeur (clé=) est retiré',
    keys: 'Réglages (--set clé=valeur) :',
    required: 'nécessaire',
    optional: 'facultatif',
    canDo: 'Ce qui s’y fait :',
    secretGiven:
      'Son secret ({{label}}) vient de RELAIS_SECRET_<COMPTE> ; sinon il est demandé, et gardé sous les phrases secrètes.',
    askSecret: '{{label}} pour « {{name}} » (rien ne s’affiche) : ',
    signIn:
      'Une fois installée, identifiez-vous auprès d’elle : account connect NOM. Ce qui est accordé est gardé sous les phrases secrètes.',
    redirect: 'Votre application là-bas doit nommer cette adresse de retour : {{redirect}}',
    appKey: '{{label}} : si votre application en a une, dans RELAIS_SECRET_<COMPTE>, ou par : account secret NOM',
    connectNext: 'Identifiez-vous ensuite auprès d’elle : account connect {{id}}',
    inEnvironment:
      'Son secret reste dans l’environnement : {{variable}} doit y être à chaque diffusion. Pour le garder ici : account secret.',
    secretDropped: 'Ils mènent ailleurs, le secret est donc effacé. Donnez-le à nouveau : account secret.',
    open: 'Ouvrez cette adresse dans un navigateur de cet ordinateur, et identifiez-vous. Relais attend dix minutes ; Ctrl+C l’arrête.',
    connectedBy: 'connectée par {{name}}, {{time}}. Accordé : {{scopes}}. Jusqu’à : {{end}}.',
    secret:
      'Son secret vient de RELAIS_SECRET_<COMPTE>, ou est fait ici et gardé sous la phrase secrète de RELAIS_PASSPHRASE.',
    added: 'La destination « {{name}} » est installée.',
    secretOnce: 'Son secret, montré cette seule fois, pour qui reçoit : {{secret}}',
    notKept:
      'Le secret n’est pas gardé ici : aucune phrase secrète n’a été donnée. Au moment de diffuser, mettez-le dans l’environnement, dans {{variable}}.',
    none: 'Il n’y a pas encore de destination. Ajoutez-en une : account add TYPE',
    removed: 'La destination est hors service.'
  },
  plan: {
    about: 'planifie un communiqué approuvé pour des destinations',
    account: 'identifiants ou noms de destinations',
    at: 'quand, par exemple 2026-11-26T07:30 ou 2026-11-26T06:30Z ; sinon maintenant',
    preview: 'ne planifie rien : montre ce qui partirait, à quel prix, et ce qui le retiendrait'
  },
  rehearse: {
    about: 'joue ce qui est planifié, sur une copie et avec une horloge avancée, et écrit le déroulé ; rien ne part',
    from: 'à partir de cette heure ; sinon maintenant',
    to: 'jusqu’à cette heure ; sinon une semaine',
    zone: 'fuseaux horaires des publics, par exemple America/New_York ; celui de l’espace de travail vient d’abord',
    out: 'écrit le déroulé (Markdown) dans ce fichier',
    done_one: '{{count, number}} diffusion, dont retenues : {{held, number}}. Le déroulé est dans {{file}}.',
    done_many: '{{count, number}} diffusions, dont retenues : {{held, number}}. Le déroulé est dans {{file}}.',
    done_other: '{{count, number}} diffusions, dont retenues : {{held, number}}. Le déroulé est dans {{file}}.'
  },
  places: {
    about: 'montre ce que chaque destination a d’un communiqué, et ce qui vient ensuite',
    none: 'Il n’a encore été planifié pour aucune destination.',
    nothing: 'rien',
    holdsNew: 'révision {{number, number}} depuis le {{since}}',
    holdsOld: 'encore la révision {{number, number}}, depuis le {{since}}',
    next: {
      placed: 'Portez-y le paquet, puis : reconcile {{id}} --is live --url ADRESSE',
      look: 'look {{id}}',
      found: 'Regardez-y vous-même, puis : reconcile {{id}} --is live, ou --is absent',
      update: 'Corrigez là-bas à la main, puis : reconcile {{id}} --is live',
      withdraw: 'Retirez là-bas à la main, puis : reconcile {{id}} --is live',
      retry: 'retry {{id}}'
    }
  },
  deliver: {
    about: 'envoie ce qui est dû',
    once: 'essaie une fois chaque diffusion due, et n’attend rien',
    after: `Sans --once, la commande continue tant que quelque chose est dû dans la minute : un nouvel essai, une heure prévue, ou un
embargo près d’être levé. Ce qui doit attendre plus longtemps est laissé à la prochaine fois. Ctrl+C l’arrête après les
envois en cours ; une diffusion interrompue, où que ce soit, n’a quand même son effet qu’une fois.`,
    waiting_one: 'Prochain essai dans {{count, number}} seconde…',
    waiting_many: 'Prochain essai dans {{count, number}} secondes…',
    waiting_other: 'Prochain essai dans {{count, number}} secondes…',
    done: 'Essayées : {{attempted, number}}. Confirmées : {{confirmed, number}}. Retenues : {{held, number}}. Échouées : {{failed, number}}. En attente : {{waiting, number}}.'
  },
  outbox: {
    about: 'montre les diffusions, la dernière planifiée d’abord',
    state: 'seulement les diffusions dans cet état',
    from: 'seulement celles prévues ce jour-là ou plus tard, par exemple 2026-11-26',
    to: 'seulement celles prévues ce jour-là ou plus tôt',
    shown_one: '{{shown, number}} diffusion sur {{count, number}}',
    shown_many: '{{shown, number}} diffusions sur {{count, number}}',
    shown_other: '{{shown, number}} diffusions sur {{count, number}}'
  },
  withdraw: { about: 'planifie le retrait d’un communiqué de partout où il est allé' },
  reconcile: {
    about:
      'tranche une diffusion dont l’issue est inconnue, ou qui se fait à la main, après un regard à la destination',
    url: 'l’adresse où c’est en ligne',
    is: 'ce que vous y avez trouvé : en ligne (live) ou absent (absent)'
  },
  retry: {
    about:
      'envoie des diffusions en attente ou échouées au prochain « deliver », en retard ou non ; jamais sans approbation ni sous embargo',
    all: 'tout ce qui a échoué pour de bon, ou attend la parole de quelqu’un'
  },
  cancel: { about: 'annule des diffusions qui ne sont pas parties' },
  look: { about: 'regarde auprès de la destination si une diffusion restée sans réponse est arrivée' },
  hold: {
    about: 'retient tout, ou laisse repartir ; sans « on » ni « off », dit ce qu’il en est',
    switch: '« on » retient, « off » laisse repartir',
    off: 'Rien n’est retenu par cet interrupteur : les diffusions partent à leur heure.'
  },
  metrics: {
    about: 'les chiffres de la portée',
    pull: 'demande leurs chiffres aux destinations ; deux fois le même jour ne change que ce qui a changé là-bas',
    pulled: '{{name}} : {{stored, number}} nouveaux ou changés sur {{readings, number}} relevés.',
    pullFailed: '{{name}} : {{problem}}',
    noneTell: 'Aucun compte ne donne de chiffres.',
    import: 'importe un CSV de chiffres ; le même fichier deux fois ne change rien',
    file: 'le fichier CSV',
    account: 'le compte dont parlent toutes les lignes, si le fichier n’a pas de colonne pour lui',
    map: 'fichier JSON de nos noms de colonnes vers ceux du fichier',
    done: 'Lignes : {{rows, number}}. Rattachées à un communiqué : {{matched, number}}. Non rattachées : {{unmatched, number}}. À la place d’anciens chiffres : {{superseded, number}}. Déjà présentes : {{present, number}}.',
    guessed: 'Nouveau compte « {{name}} », pris pour : {{channel}}.'
  },
  reach: {
    about: 'montre jusqu’où les communiqués ont porté, comptes propres et partages',
    month: 'le mois, par exemple 2026-11 ; sinon le dernier qui a des chiffres',
    multiplier: 'Multiplicateur : {{value}}',
    definitions: {
      impressions: 'Les impressions sont des vues, non des personnes : des comptes uniques ne s’additionnent jamais.',
      multiplier:
        'Multiplicateur : (comptes de l’organisation + partages des collègues) / comptes de l’organisation, en impressions.'
    }
  },
  report: {
    about: 'imprime le rapport du mois en PDF',
    month: 'le mois, par exemple 2026-11',
    out: 'écrit le PDF dans ce fichier',
    lang: 'langue du rapport ; sinon celle de l’espace de travail',
    printing: 'Impression…',
    done_one: '{{count, number}} page dans {{file}}.',
    done_many: '{{count, number}} pages dans {{file}}.',
    done_other: '{{count, number}} pages dans {{file}}.'
  }
}
