/** What a metrics file must or may say of a post. */
export const metricFields = [
  'date',
  'account',
  'url',
  'title',
  'impressions',
  'clicks',
  'reactions',
  'comments',
  'shares',
  'channel'
] as const
export type MetricField = (typeof metricFields)[number]

/**
 * Headings that platforms and people write over each column, folded, likeliest first: where a file has several, such as
 * “Impressions (total)” and “Impressions (organic)”, the one named first is meant. Reach and unique counts are left out
 * on purpose: they count people, which cannot be added up.
 */
export const headingWords: Record<MetricField, { en: readonly string[]; fr: readonly string[] }> = {
  date: {
    en: [
      'date',
      'day',
      'post date',
      'published',
      'published at',
      'publish date',
      'date published',
      'created date',
      'created at',
      'time'
    ],
    fr: [
      'date',
      'jour',
      'date du jour',
      'date de publication',
      'publie le',
      'date de creation',
      'date du post',
      'heure'
    ]
  },
  account: {
    en: [
      'account',
      'account name',
      'ambassador',
      'advocate',
      'employee',
      'posted by',
      'author',
      'profile',
      'page',
      'page name',
      'user',
      'name'
    ],
    fr: [
      'compte',
      'nom du compte',
      'ambassadeur',
      'ambassadrice',
      'collaborateur',
      'collaboratrice',
      'publie par',
      'auteur',
      'profil',
      'nom de la page',
      'utilisateur',
      'nom'
    ]
  },
  url: {
    en: [
      'url',
      'post url',
      'link',
      'post link',
      'update link',
      'permalink',
      'tweet permalink',
      'web address',
      'address'
    ],
    fr: [
      'url',
      'adresse',
      'adresse web',
      'lien',
      'lien du post',
      'lien de la publication',
      'permalien',
      'permalien du tweet'
    ]
  },
  title: {
    en: [
      'title',
      'post title',
      'update title',
      'headline',
      'release',
      'press release',
      'post',
      'content',
      'text',
      'post text',
      'tweet text'
    ],
    fr: [
      'titre',
      'titre du post',
      'titre de la publication',
      'intitule',
      'communique',
      'communique de presse',
      'publication',
      'contenu',
      'texte',
      'texte du tweet'
    ]
  },
  impressions: {
    en: [
      'impressions',
      'impressions total',
      'total impressions',
      'impression count',
      'daily total impressions',
      'views'
    ],
    fr: ['impressions', 'impressions totales', 'total des impressions', 'nombre d impressions', 'affichages', 'vues']
  },
  clicks: {
    en: ['clicks', 'clicks total', 'total clicks', 'link clicks', 'url clicks', 'url link clicks'],
    fr: ['clics', 'clics totaux', 'total des clics', 'nombre de clics', 'clics sur le lien', 'clics sur l url']
  },
  reactions: {
    en: ['reactions', 'reactions total', 'total reactions', 'likes', 'like', 'favourites', 'favorites'],
    fr: ['reactions', 'total des reactions', 'nombre de reactions', 'j aime', 'mentions j aime']
  },
  comments: {
    en: ['comments', 'comments total', 'total comments', 'comment', 'replies'],
    fr: ['commentaires', 'total des commentaires', 'nombre de commentaires', 'reponses']
  },
  shares: {
    en: ['shares', 'shares total', 'total shares', 'reposts', 'reposts total', 'share', 'reshares', 'retweets'],
    fr: ['partages', 'total des partages', 'nombre de partages', 'republications', 'retweets']
  },
  channel: { en: ['channel', 'channel type'], fr: ['canal', 'type de canal'] }
}
