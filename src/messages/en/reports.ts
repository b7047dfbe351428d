/** English words: reports. */
export const reports = {
  sentences: {
    none: 'No figures were imported for {{month}}.',
    reachUp: 'In {{month}}, our news was displayed {{impressions}} times, {{change}} more than in {{previous}}.',
    reachDown: 'In {{month}}, our news was displayed {{impressions}} times, {{change}} less than in {{previous}}.',
    reachSame: 'In {{month}}, our news was displayed {{impressions}} times, as often as in {{previous}}.',
    reachFirst:
      'In {{month}}, our news was displayed {{impressions}} times; there are no figures for {{previous}} to compare it with.',
    advocacy: 'Colleagues carried {{share}} of that: a multiplier of {{multiplier}} on our own accounts.',
    ownedOnly: 'All of that came from our own accounts: no figures of colleagues were imported.',
    advocacyOnly: 'All of that came from colleagues: without figures of our own accounts there is no multiplier.',
    top: 'The release seen most, “{{title}}”, made {{part}} of the month.',
    noTop: 'None of these figures belongs to a release of this workspace.',
    ambassadors_one: 'One colleague shared our news: {{name}}, with {{impressions}} displays.',
    ambassadors_other:
      '{{count, number}} colleagues shared our news, {{name}} foremost, with {{impressions}} displays.',
    delivered_one: 'One release went out, and {{onTime}} of {{confirmed}} deliveries arrived on time.',
    delivered_other: '{{count, number}} releases went out, and {{onTime}} of {{confirmed}} deliveries arrived on time.',
    updated: 'No new release went out; {{onTime}} of {{confirmed}} deliveries arrived on time.',
    elsewhere_one: 'One release went out, without a delivery by Relais.',
    elsewhere_other: '{{count, number}} releases went out, without a delivery by Relais.',
    nothingOut: 'No release went out.',
    failed_one: 'One delivery was given up.',
    failed_other: '{{count, number}} deliveries were given up.'
  },
  figures: {
    impressions: {
      name: 'Impressions',
      definition:
        'How many times posts were displayed. Displays, not people: the same person may be counted several times, and unique counts are never added up.'
    },
    owned: { name: 'Our accounts', definition: 'Impressions of the organisation’s own accounts.' },
    advocacy: { name: 'Colleagues', definition: 'Impressions of what colleagues shared on accounts of their own.' },
    reach: { name: 'Reach', definition: 'Our accounts + colleagues, in impressions.' },
    multiplier: {
      name: 'Multiplier',
      definition:
        '(our accounts + colleagues) ÷ our accounts, in impressions. ×1 means that colleagues added nothing; without figures of our accounts there is none.'
    },
    share: { name: 'Carried by colleagues', definition: 'Colleagues ÷ (our accounts + colleagues), in impressions.' },
    clickRate: { name: 'Click rate', definition: 'Clicks ÷ impressions.' },
    posts: { name: 'Posts', definition: 'What colleagues posted, each counted in the month of its first figure.' },
    ambassadors: { name: 'Ambassadors', definition: 'Colleagues whose posts have figures in the month.' },
    onTime: {
      name: 'On time',
      definition:
        'Deliveries that arrived no later than {{minutes}} minutes after the time they were planned for, or after the end of their embargo if that is later, ÷ deliveries that arrived.'
    },
    approval: {
      name: 'From submission to approval',
      definition:
        'The median of the month’s approvals: half of them took less. Counted from the submission of the text that was approved.'
    },
    upcoming: { name: 'Coming up', definition: 'Texts submitted by the end of the month, under an embargo beyond it.' }
  },
  screen: {
    options: 'Report options',
    language: 'Language of the report',
    paper: 'Paper',
    papers: { A4: 'A4', Letter: 'Letter' },
    save: 'Save as PDF…',
    saving: 'Saving…',
    saved_one: '{{file}} saved, {{count, number}} page.',
    saved_other: '{{file}} saved, {{count, number}} pages.',
    preview: 'Preview of the report',
    underWay: 'Month under way',
    empty: 'No report yet',
    emptyText: 'A report sums up the figures of a month. Import figures first.'
  },
  pages: {
    title: 'Reach report',
    inWords: 'The month in words',
    keyFigures: 'Key figures',
    byDayText:
      'Impressions of each day; a line marks the day a release went out. The numbers are in the table “Figures by day”.',
    byMonth: 'Reach by month',
    byMonthText: 'Impressions of our accounts (below) and of colleagues (above), with the multiplier under each month.',
    byRelease: 'Multiplier by release',
    otherReleases_one: '{{count, number}} other release',
    otherReleases_other: '{{count, number}} other releases',
    networks: 'Where it was seen',
    network: 'Network',
    ambassadorsText_one: '{{count, number}} colleague shared.',
    ambassadorsText_other: '{{count, number}} colleagues shared; here are those seen most.',
    reliability: 'Deliveries and approvals',
    onTimeNote: '{{onTime}} of {{confirmed}} deliveries that arrived',
    failed: 'Given up',
    failedNote: 'deliveries that had not arrived by the end of the month',
    approvals_one: '{{count, number}} approval.',
    approvals_other: 'Median of {{count, number}} approvals.',
    approvalBefore: '{{month}}: {{duration}}.',
    destination: 'Destination',
    destinations: 'Destinations',
    arrived: 'Arrived',
    published: 'What went out',
    embargo: 'Embargo until',
    signOff: 'Sign-off',
    approved: 'approved',
    inReview: 'in review',
    noUpcoming: 'Nothing was under embargo at the end of the month.',
    days: 'Figures by day',
    definitions: 'Definitions',
    sources: 'Sources',
    file: 'File',
    importedAt: 'Imported',
    rows: 'Rows that count',
    noSources: 'No file was imported for this month.'
  }
}
