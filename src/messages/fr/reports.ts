import type { Translation } from '../translation.ts'
import type { reports as en } from '../en/reports.ts'

/** French words: reports. */
export const reports: Translation<typeof en> = {
  sentences: {
    none: 'Aucun chiffre n’a été importé pour {{month}}.',
    reachUp:
      'En {{month}}, nos contenus ont été affichés {{impressions}} fois, soit {{change}} de plus qu’en {{previous}}.',
    reachDown:
      'En {{month}}, nos contenus ont été affichés {{impressions}} fois, soit {{change}} de moins qu’en {{previous}}.',
    reachSame: 'En {{month}}, nos contenus ont été affichés {{impressions}} fois, autant qu’en {{previous}}.',
    reachFirst:
      'En {{month}}, nos contenus ont été affichés {{impressions}} fois ; il n’y a pas de chiffres pour {{previous}} auxquels comparer.',
    advocacy:
      'Les collaborateurs en ont porté {{share}}, soit un multiplicateur de {{multiplier}} sur nos propres comptes.',
    ownedOnly: 'Tout vient de nos propres comptes : aucun chiffre de collaborateur n’a été importé.',
    advocacyOnly:
      'Tout vient des collaborateurs : sans chiffres de nos propres comptes, il n’y a pas de multiplicateur.',
    top: 'Le communiqué le plus vu, « {{title}} », a fait à lui seul {{part}} du mois.',
    noTop: 'Aucun de ces chiffres ne se rattache à un communiqué de cet espace de travail.',
    ambassadors_one: 'Une personne a relayé nos contenus : {{name}}, avec {{impressions}} affichages.',
    ambassadors_many:
      '{{count, number}} de collaborateurs ont relayé nos contenus, avec en tête {{name}} et {{impressions}} affichages.',
    ambassadors_other:
      '{{count, number}} collaborateurs ont relayé nos contenus, avec en tête {{name}} et {{impressions}} affichages.',
    delivered_one: 'Un communiqué est parti ; diffusions arrivées à l’heure : {{onTime}} sur {{confirmed}}.',
    delivered_many:
      '{{count, number}} de communiqués sont partis ; diffusions arrivées à l’heure : {{onTime}} sur {{confirmed}}.',
    delivered_other:
      '{{count, number}} communiqués sont partis ; diffusions arrivées à l’heure : {{onTime}} sur {{confirmed}}.',
    updated: 'Aucun nouveau communiqué n’est parti ; diffusions arrivées à l’heure : {{onTime}} sur {{confirmed}}.',
    elsewhere_one: 'Un communiqué est parti, sans diffusion par Relais.',
    elsewhere_many: '{{count, number}} de communiqués sont partis, sans diffusion par Relais.',
    elsewhere_other: '{{count, number}} communiqués sont partis, sans diffusion par Relais.',
    nothingOut: 'Aucun communiqué n’est parti.',
    failed_one: 'Une diffusion a été abandonnée.',
    failed_many: '{{count, number}} de diffusions ont été abandonnées.',
    failed_other: '{{count, number}} diffusions ont été abandonnées.'
  },
  figures: {
    impressions: {
      name: 'Impressions',
      definition:
        'Combien de fois des publications ont été affichées. Des affichages, pas des personnes : une même personne peut compter plusieurs fois, et des visiteurs uniques ne s’additionnent jamais.'
    },
    owned: { name: 'Nos comptes', definition: 'Impressions des comptes propres de l’organisation.' },
    advocacy: {
      name: 'Collaborateurs',
      definition: 'Impressions de ce que les collaborateurs ont partagé sur leurs propres comptes.'
    },
    reach: { name: 'Portée', definition: 'Nos comptes + collaborateurs, en impressions.' },
    multiplier: {
      name: 'Multiplicateur',
      definition:
        '(nos comptes + collaborateurs) ÷ nos comptes, en impressions. ×1 veut dire que les collaborateurs n’ont rien ajouté ; sans chiffres de nos comptes, il n’y en a pas.'
    },
    share: {
      name: 'Part des collaborateurs',
      definition: 'Collaborateurs ÷ (nos comptes + collaborateurs), en impressions.'
    },
    clickRate: { name: 'Taux de clic', definition: 'Clics ÷ impressions.' },
    posts: {
      name: 'Publications',
      definition:
        'Ce que les collaborateurs ont publié, chaque publication comptant dans le mois de son premier chiffre.'
    },
    ambassadors: {
      name: 'Ambassadeurs',
      definition: 'Collaborateurs dont des publications ont des chiffres dans le mois.'
    },
    onTime: {
      name: 'À l’heure',
      definition:
        'Diffusions arrivées au plus tard {{minutes}} minutes après l’heure prévue, ou après la fin de l’embargo si elle est plus tardive, ÷ diffusions arrivées.'
    },
    approval: {
      name: 'De la soumission à l’accord',
      definition:
        'La médiane des accords du mois : la moitié a pris moins. Compté depuis la soumission du texte approuvé.'
    },
    upcoming: { name: 'À venir', definition: 'Textes soumis avant la fin du mois, sous un embargo qui la dépasse.' }
  },
  screen: {
    options: 'Options du rapport',
    language: 'Langue du rapport',
    paper: 'Papier',
    papers: { A4: 'A4', Letter: 'Lettre US' },
    save: 'Enregistrer en PDF…',
    saving: 'Enregistrement…',
    saved_one: '{{file}} enregistré, {{count, number}} page.',
    saved_many: '{{file}} enregistré, {{count, number}} de pages.',
    saved_other: '{{file}} enregistré, {{count, number}} pages.',
    preview: 'Aperçu du rapport',
    underWay: 'Mois en cours',
    empty: 'Pas encore de rapport',
    emptyText: 'Un rapport résume les chiffres d’un mois. Importez d’abord des chiffres.'
  },
  pages: {
    title: 'Rapport de portée',
    inWords: 'Le mois en quelques phrases',
    keyFigures: 'Chiffres clés',
    byDayText:
      'Impressions de chaque jour ; un trait marque la sortie d’un communiqué. Les nombres sont dans le tableau « Chiffres par jour ».',
    byMonth: 'Portée par mois',
    byMonthText:
      'Impressions de nos comptes (en bas) et des collaborateurs (en haut), avec le multiplicateur sous chaque mois.',
    byRelease: 'Multiplicateur par communiqué',
    otherReleases_one: '{{count, number}} autre communiqué',
    otherReleases_many: '{{count, number}} d’autres communiqués',
    otherReleases_other: '{{count, number}} autres communiqués',
    networks: 'Où nous avons été vus',
    network: 'Réseau',
    ambassadorsText_one: '{{count, number}} collaborateur a partagé.',
    ambassadorsText_many: '{{count, number}} de collaborateurs ont partagé ; voici les plus vus.',
    ambassadorsText_other: '{{count, number}} collaborateurs ont partagé ; voici les plus vus.',
    reliability: 'Diffusions et validations',
    onTimeNote: '{{onTime}} sur {{confirmed}} diffusions arrivées',
    failed: 'Abandonnées',
    failedNote: 'diffusions pas encore arrivées à la fin du mois',
    approvals_one: '{{count, number}} accord.',
    approvals_many: 'Médiane de {{count, number}} d’accords.',
    approvals_other: 'Médiane de {{count, number}} accords.',
    approvalBefore: 'En {{month}} : {{duration}}.',
    destination: 'Destination',
    destinations: 'Destinations',
    arrived: 'Arrivées',
    published: 'Ce qui est sorti',
    embargo: 'Embargo jusqu’au',
    signOff: 'Validation',
    approved: 'validé',
    inReview: 'en validation',
    noUpcoming: 'Rien n’était sous embargo à la fin du mois.',
    days: 'Chiffres par jour',
    definitions: 'Définitions',
    sources: 'Sources',
    file: 'Fichier',
    importedAt: 'Importé',
    rows: 'Lignes comptées',
    noSources: 'Aucun fichier n’a été importé pour ce mois.'
  }
}
