import type { Translation } from '../translation.ts'
import type { cliShare as en } from '../en/cli-share.ts'

/** Mots français : les commandes du terminal sur les kits de partage et les images. */
export const cliShare: Translation<typeof en> = {
  kit: {
    about: 'le kit de partage d’un communiqué',
    show: 'le montre : lien, messages clés, images, et chaque texte comme il part',
    first: 'crée de premiers textes pour chaque réseau qui n’en a pas, avec les mots du communiqué',
    anew: 'à la place des textes qui s’y trouvent',
    set: 'enregistre un kit depuis un fichier JSON, à la place de celui qui s’y trouve',
    file: 'le fichier JSON ; - lit l’entrée standard',
    fileAfter:
      'Le fichier contient ce que répond « kit show --json », ou seulement son « kit ». Ce qui n’y est pas est vide.',
    attach: 'met une image dans le kit, avec sa description et ses droits',
    picture: 'l’empreinte d’une image de la médiathèque, ou un fichier qui y est ajouté',
    alt: 'ce qu’elle montre, dans la langue du communiqué, pour qui ne la voit pas',
    check:
      'dit ce qui serait refusé, texte par texte et image par image ; code de sortie 1 si la validation en est empêchée',
    saved: 'Le kit de partage de « {{title}} » est enregistré.',
    attached: '« {{name}} » est dans le kit de partage de « {{title}} ».',
    allThere: 'Chaque réseau a déjà ses textes. Avec --anew, ils sont refaits.',
    problems: {
      missing: 'il manque.',
      unknown: 'ce champ n’existe pas.',
      choice: 'il faut l’une de ces valeurs : {{list}}.',
      long: 'c’est trop long.',
      twice: 'deux textes ont le même identifiant.',
      unfit: 'ce n’est pas la bonne sorte de valeur.'
    }
  },
  rules: {
    about: 'ce que la maison demande à chaque texte de partage',
    show: 'montre les règles',
    set: 'change des règles ; celles qui ne sont pas nommées restent',
    disclosureFr: 'mention que chaque texte en français doit porter ; vide pour aucune',
    disclosureEn: 'mention que chaque texte en anglais doit porter ; vide pour aucune',
    blocked: 'mots et expressions qu’aucun texte ne peut contenir ; vide pour aucun',
    hashtags: 'mots-dièse des premiers textes, sans leur signe ; vide pour aucun',
    medium: 'utm_medium des liens ; vide pour des liens sans paramètres de campagne'
  },
  media: {
    about: 'la médiathèque',
    add: 'ajoute des images (JPEG, PNG, WebP, GIF), ou des dossiers qui en contiennent',
    paths: 'fichiers ou dossiers',
    list: 'liste les images, les plus récentes d’abord, et ce qui empêche de les utiliser',
    query: 'seulement celles dont le nom, les descriptions ou le crédit contiennent ces mots',
    describe: 'dit ce que l’on sait d’une image ; les textes qui l’utilisent gardent ce qu’ils ont',
    hash: 'l’empreinte de l’image, ou huit caractères de son début ou de sa fin',
    altFr: 'ce qu’elle montre, en français, pour qui ne la voit pas',
    altEn: 'la même chose en anglais',
    credit: 'qui l’a faite',
    licence: 'sous quelle licence ou quel accord elle peut être utilisée',
    expires: 'le dernier jour où elle peut être utilisée (2027-06-30), ou « never » pour aucun',
    consent: 'si ceux qui y figurent sont d’accord',
    remove: 'retire une image de la médiathèque, sauf si un texte l’utilise ou l’utilisait quand il a été soumis',
    added: 'Ajoutée : « {{name}} » ({{hash}})',
    present: 'Déjà présente : « {{name}} » ({{hash}})',
    described: 'Ce que l’on sait de « {{name}} » est enregistré.',
    removed: 'L’image n’est plus dans la médiathèque.',
    shown_one: '{{shown, number}} image sur {{count, number}}',
    shown_many: '{{shown, number}} images sur {{count, number}}',
    shown_other: '{{shown, number}} images sur {{count, number}}'
  }
}
