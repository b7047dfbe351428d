import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { reachHandlers } from '../../../src/main/workspace/reach/reach.handlers.ts'
import { createRelease } from '../../../src/main/workspace/releases/release.service.ts'
import { csvFile, metricsCsv, type CsvRow } from '../../support/metrics-csv.ts'
import { writeDeliveries } from '../../support/outbox.ts'
import { testWorkspace, type TestWorkspace } from '../../support/workspace.ts'

let workspace: TestWorkspace
let handlers: ReturnType<typeof reachHandlers>

beforeEach(async () => {
  workspace = await testWorkspace()
  workspace.context.session.actor = workspace.people.officer
  handlers = reachHandlers(workspace.context)
})
afterEach(() => workspace.close())

const row: CsvRow = {
  date: '2026-11-03',
  account: 'Armelin · LinkedIn',
  url: 'https://linkedin.com/post/1',
  impressions: 1000,
  clicks: 50,
  reactions: 20,
  comments: 3,
  shares: 7
}
const importText = (
  name: string,
  content: string | Uint8Array,
  more: { account?: string; map?: Record<string, string> } = {}
) => handlers['metrics.import']({ file: csvFile(name, content), map: {}, ...more })
const november = () => handlers['reach.month']({ month: '2026-11' })
const release = (title: string, more: { url?: string; externalId?: string; listedAt?: string } = {}) =>
  workspace.context.write((trx, note) =>
    createRelease(trx, note, {
      content: { kind: 'press-release', title, subtitle: '', body: 'Texte.', lang: 'fr', embargo: null },
      origin: more.url ? { from: 'feed', source: 'x', url: more.url, title } : { from: 'written' },
      status: 'draft',
      editor: null,
      at: '2026-11-01T08:00:00.000Z',
      ...(more.externalId && { externalId: more.externalId }),
      ...(more.listedAt && { listedAt: more.listedAt })
    })
  )

describe('a file is read however it is written', () => {
  const rows: CsvRow[] = [
    { ...row, date: '03/11/2026', title: 'Récupérateur, « été »', impressions: '1 000' },
    {
      ...row,
      date: '25/11/2026',
      account: 'Élodie Fontanges',
      url: 'https://x.com/e/1',
      title: 'Autre\ntitre',
      impressions: '12 345,00'
    }
  ]
  const french = (delimiter: string, newline = '\n') => metricsCsv(rows, { lang: 'fr', delimiter, newline })
  test.each<[string, string | Uint8Array]>([
    ['commas', french(',')],
    ['semicolons and CRLF', french(';', '\r\n')],
    ['tabs and CR', french('\t', '\r')],
    ['a byte order mark', `\ufeff${french(';')}`],
    ['a separator line', `sep=;\n${french(';')}`],
    ['lines of explanation', `Statistiques de publication\nAvril 2026, exporté le 3 mai\n\n${french(';')}`],
    ['UTF-16 with a mark', Buffer.from(`\ufeff${french('\t')}`, 'utf16le')],
    ['UTF-16 without', Buffer.from(french('\t'), 'utf16le')],
    ['UTF-16, big end first', Buffer.from(`\ufeff${french('\t')}`, 'utf16le').swap16()],
    ['Windows-1252', Buffer.from(french(';').replaceAll('\u202f', '\u00a0'), 'latin1')]
  ])('%s', async (name, content) => {
    const result = await importText(`${name}.csv`, content)
    expect(result).toMatchObject({
      rows: 2,
      unmatched: 2,
      matched: 0,
      failed: [],
      days: { from: '2026-11-03', to: '2026-11-25' }
    })
    expect(result.columns).toEqual({
      date: 'Date de publication',
      account: 'Compte',
      url: 'Lien',
      title: 'Titre',
      impressions: 'Impressions',
      clicks: 'Clics',
      reactions: 'Réactions',
      comments: 'Commentaires',
      shares: 'Partages'
    })
    const { owned, advocacy, ambassadors } = await november()
    expect(owned).toEqual({ impressions: 1000, clicks: 50, reactions: 20, comments: 3, shares: 7 })
    expect(advocacy.impressions).toBe(12_345)
    expect(ambassadors).toEqual([{ name: 'Élodie Fontanges', network: 'x', impressions: 12_345, clicks: 50, posts: 1 }])
  })

  test('Windows-1252 quotes and signs keep their meaning', async () => {
    const bytes = Buffer.from('Date;Compte;Titre;Impressions\n2026-11-03;L\x92\x9cuvre \x80;Titre;5\n', 'latin1')
    await importText('vieux.csv', bytes)
    expect((await november()).ambassadors[0]?.name).toBe('L’œuvre €')
  })

  test('dates that could be either are read as the headings’ language has them, or as the column proves', async () => {
    const days = async (lang: 'fr' | 'en', ...dates: string[]) => {
      const result = await importText(
        'd.csv',
        metricsCsv(
          dates.map((date, index) => ({ ...row, date, url: `https://x.com/${lang}/${index}/${dates.join()}` })),
          { lang }
        )
      )
      return result.days
    }
    expect(await days('fr', '03/11/2026')).toEqual({ from: '2026-11-03', to: '2026-11-03' })
    expect(await days('en', '03/11/2026')).toEqual({ from: '2026-03-11', to: '2026-03-11' })
    expect(await days('en', '03/11/2026', '25/11/2026')).toEqual({ from: '2026-11-03', to: '2026-11-25' })
    expect(await days('fr', '03/11/2026', '03/25/2026')).toEqual({ from: '2026-03-11', to: '2026-03-25' })
  })
})

describe('the same figures are counted once', () => {
  test('the same file, the same row, and a corrected row', async () => {
    const first = metricsCsv([row, { ...row, url: 'https://linkedin.com/post/2', impressions: 10 }])
    expect(await importText('a.csv', first)).toMatchObject({ rows: 2, unmatched: 2, present: 0, superseded: 0 })
    const before = await november()
    expect(await importText('a renamed.csv', first)).toMatchObject({
      rows: 2,
      unmatched: 0,
      present: 2,
      superseded: 0,
      accounts: []
    })
    expect(await importText('b.csv', `\n${first}`)).toMatchObject({ rows: 2, present: 2 })
    expect(await november()).toEqual(before)

    const corrected = metricsCsv([{ ...row, impressions: 1500 }])
    expect(await importText('c.csv', corrected)).toMatchObject({ rows: 1, unmatched: 1, superseded: 1 })
    expect((await november()).owned).toMatchObject({ impressions: 1510, clicks: 50 + 50 })
    expect(await importText('a.csv', first)).toMatchObject({ present: 2, superseded: 0 })
    expect((await november()).owned.impressions).toBe(1510)

    const { total, rows } = await handlers['reach.rows']({ month: '2026-11', limit: 50 })
    expect(total).toBe(3)
    expect(rows.map(({ file, row: line, impressions, superseded }) => [file, line, impressions, superseded])).toEqual([
      ['a.csv', 2, 1000, true],
      ['a.csv', 3, 10, false],
      ['c.csv', 2, 1500, false]
    ])
  })

  test('a file whose rows were all there is known by its name, and is the source of nothing', async () => {
    await importText('a.csv', metricsCsv([row]))
    await importText('b.csv', `\n${metricsCsv([row])}`)
    expect((await handlers['reports.month']({ month: '2026-11' })).sources.map(source => source.name)).toEqual([
      'a.csv'
    ])
  })
})

describe('what cannot be read is named and the rest is kept', () => {
  test('bad rows, with their number, column and value', async () => {
    const good = metricsCsv([row], { delimiter: ';' })
    const rows = [
      'hier;Armelin;https://x.com/1;1;1;1;1;1',
      '2026-11-03;Armelin;https://x.com/2;beaucoup;1;1;1;1',
      '2026-11-03;;https://x.com/3;1;1;1;1;1',
      '',
      ';;;;;;;',
      '2026-11-03;Armelin;;1;1;1;1;1',
      '2026-11-03;Armelin;https://x.com/4;;;;;',
      '2026-11-03;Armelin;https://x.com/5;1;1;1;1;1;1',
      '2026-11-03;Armelin;https://x.com/6;12',
      '2026-11-03;Armelin;https://x.com/7;-4;1;1;1;1',
      '2026-11-03;Armelin;https://x.com/8;;3;-;1;1'
    ]
    const result = await importText('bad.csv', `${good}${rows.join('\n')}\n`)
    expect(result.failed).toEqual([
      { row: 3, code: 'metrics-date', params: { row: 3, column: 'Date', value: 'hier' } },
      { row: 4, code: 'metrics-count', params: { row: 4, column: 'Impressions', value: 'beaucoup' } },
      { row: 5, code: 'metrics-empty', params: { row: 5, column: 'Account', value: '' } },
      { row: 8, code: 'metrics-empty', params: { row: 8, column: 'URL', value: '' } },
      { row: 9, code: 'metrics-empty', params: { row: 9, column: 'Impressions', value: '' } },
      { row: 10, code: 'metrics-cells', params: { row: 10, found: 9, expected: 8 } },
      { row: 11, code: 'metrics-cells', params: { row: 11, found: 4, expected: 8 } },
      { row: 12, code: 'metrics-count', params: { row: 12, column: 'Impressions', value: '-4' } }
    ])
    expect(result).toMatchObject({ rows: 10, unmatched: 2 })
    expect((await november()).owned).toMatchObject({ impressions: 1000, clicks: 53 })
  })

  test('a row counts from 1 with the headings, and a cell of many lines is one row', async () => {
    const text = `Explanation\n\nDate,Account,Title,Impressions\n2026-11-03,Armelin,"one\ntwo\nthree",1\nnever,Armelin,x,1\n`
    expect((await importText('rows.csv', text)).failed).toMatchObject([{ row: 5, code: 'metrics-date' }])
    const { rows } = await handlers['reach.rows']({ month: '2026-11', limit: 50 })
    expect(rows).toMatchObject([{ row: 4, reference: 'one two three' }])
  })

  test('missing columns, with those that were found; nothing is imported', async () => {
    await expect(importText('ga.csv', 'date,sessionSource,sessions\n20250216,x,5\n')).rejects.toMatchObject({
      code: 'metrics-columns',
      params: {
        file: 'ga.csv',
        missing: 'account / compte, url / title / titre, impressions',
        found: 'date | sessionSource | sessions'
      }
    })
    expect(await handlers['reach.months']({})).toEqual([])
  })

  test('a quotation mark that is never closed refuses the whole file', async () => {
    const text = `${metricsCsv([row, { ...row, url: 'https://x.com/2' }])}2026-11-05,"Armelin,https://x.com/3,1,1,1,1,1\n2026-11-05,Armelin,https://x.com/4,1,1,1,1,1\n`
    await expect(importText('open.csv', text)).rejects.toMatchObject({ code: 'metrics-quote', params: { row: 4 } })
    expect(await handlers['reach.months']({})).toEqual([])
  })

  test.each([
    '',
    '\n\n',
    '\ufeff',
    '\0\0\0\0',
    'x'.repeat(10),
    Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 0xff, 0x00])
  ])('%o is no metrics file', async content => {
    await expect(importText('none.csv', content)).rejects.toMatchObject({ code: 'metrics-columns' })
  })

  test('nobody at the desk, or an approver, imports nothing', async () => {
    workspace.context.session.actor = workspace.people.approver
    await expect(importText('a.csv', metricsCsv([row]))).rejects.toMatchObject({ code: 'not-allowed' })
    workspace.context.session.actor = null
    await expect(importText('a.csv', metricsCsv([row]))).rejects.toMatchObject({ code: 'locked' })
  })
})

describe('columns, accounts and channels', () => {
  test('a person’s map comes before the guess, and an account is given where the file has none', async () => {
    const text = 'when,what,seen,date\n2026-11-03,Un titre,12,2020-01-01\n'
    await expect(importText('map.csv', text)).rejects.toMatchObject({ code: 'metrics-columns' })
    const result = await importText('map.csv', text, {
      account: 'Armelin · X',
      map: { date: 'When', title: 'what', impressions: 'SEEN' }
    })
    expect(result).toMatchObject({
      unmatched: 1,
      columns: { date: 'when', title: 'what', impressions: 'seen' },
      accounts: [{ name: 'Armelin · X', channel: 'owned', network: 'x' }]
    })
    expect((await november()).owned.impressions).toBe(12)
  })

  test('a file’s word on a channel beats the guess, whichever file comes first, and a person’s word beats both', async () => {
    const soazig = { ...row, account: 'Soazig Armelin', url: 'https://x.com/s/1' }
    await importText('guess.csv', metricsCsv([soazig]))
    expect((await november()).owned.impressions).toBe(1000)
    await importText(
      'said.csv',
      metricsCsv([{ ...soazig, account: 'SOAZIG ARMELIN', url: 'https://x.com/s/2', channel: 'Relais' }])
    )
    expect(await november()).toMatchObject({
      owned: { impressions: 0 },
      advocacy: { impressions: 2000 },
      ambassadors: [{ name: 'Soazig Armelin', posts: 2 }]
    })
    await handlers['reach.setChannel']({ account: 'soazig armelin', channel: 'owned' })
    await importText('again.csv', metricsCsv([{ ...soazig, url: 'https://x.com/s/3', channel: 'advocacy' }]))
    expect(await november()).toMatchObject({
      owned: { impressions: 3000 },
      advocacy: { impressions: 0 },
      ambassadors: []
    })
    await expect(handlers['reach.setChannel']({ account: 'Nobody', channel: 'owned' })).rejects.toMatchObject({
      code: 'metric-account-missing'
    })
  })

  test('a “channel” column that names networks says nothing of who spoke; a mixed one fails where it does not', async () => {
    expect(await importText('n.csv', metricsCsv([{ ...row, channel: 'LinkedIn' }]))).toMatchObject({
      unmatched: 1,
      failed: []
    })
    const mixed = metricsCsv([
      { ...row, url: 'https://x.com/m/1', channel: 'owned' },
      { ...row, url: 'https://x.com/m/2', channel: 'partner' },
      { ...row, url: 'https://x.com/m/3', channel: '' }
    ])
    expect(await importText('m.csv', mixed)).toMatchObject({
      unmatched: 2,
      failed: [{ row: 3, code: 'metrics-channel', params: { value: 'partner' } }]
    })
  })
})

describe('rows find their release', () => {
  test('by the address it was drafted from, its identifier, the address it was delivered to, and its title', async () => {
    const [drafted, external, titled] = [
      await release('A', { url: 'https://presse.example/a?utm_source=feed' }),
      await release('B', { externalId: 'https://armelin.example/b/' }),
      await release('Vers l’été : « 214 maisons »')
    ]
    const result = await importText(
      'match.csv',
      metricsCsv([
        { ...row, url: 'https://www.presse.example/a/', impressions: 1 },
        { ...row, url: 'http://armelin.example/b#part', impressions: 2 },
        { ...row, url: 'https://x.com/3', title: 'VERS L\'ETE "214 maisons"', impressions: 4 },
        { ...row, url: 'https://x.com/4', title: 'Vers l’été : 214 maisons de plus', impressions: 8 }
      ])
    )
    expect(result).toMatchObject({ matched: 3, unmatched: 1 })
    const figures = (await november()).releases.map(({ id, title, owned }) => [id, title, owned.impressions])
    expect(figures).toEqual([
      [titled.id, titled.title, 4],
      [external.id, 'B', 2],
      [drafted.id, 'A', 1],
      [null, '', 8]
    ])
    expect((await handlers['reach.rows']({ month: '2026-11', release: titled.id, limit: 9 })).rows).toMatchObject([
      { impressions: 4, row: 4 }
    ])
    expect((await handlers['reach.rows']({ month: '2026-11', release: null, limit: 9 })).rows).toMatchObject([
      { impressions: 8, row: 5 }
    ])
  })

  test('by the address of the item of a feed, which shares its page with all others there', async () => {
    const [first, second] = [await release('Un'), await release('Deux')]
    const page = 'https://armelin.example/presse'
    const at = '2026-11-02T08:00:00.000Z'
    writeDeliveries(
      workspace,
      [first, second].map(({ id }) => ({ release: id, account: 'Flux', plannedAt: at, at, url: `${page}#${id}` }))
    )
    await importText(
      'flux.csv',
      metricsCsv([
        { ...row, url: `${page}#${first.id}`, impressions: 1 },
        { ...row, url: `${page}?utm_source=mail#${second.id}`, impressions: 2 },
        { ...row, url: page, impressions: 4 }
      ])
    )
    expect((await november()).releases.map(({ id, owned }) => [id, owned.impressions])).toEqual([
      [second.id, 2],
      [first.id, 1],
      [null, 4]
    ])
  })

  test('a monthly title means the newest release of its day', async () => {
    const may = await release('Relevé mensuel', { listedAt: '2026-05-02T08:00:00.000Z' })
    const june = await release('Relevé mensuel', { listedAt: '2026-06-02T08:00:00.000Z' })
    await importText(
      'm.csv',
      metricsCsv(['2026-05-20', '2026-06-20'].map(date => ({ ...row, date, title: 'Relevé mensuel' })))
    )
    expect((await handlers['reach.month']({ month: '2026-05' })).releases).toMatchObject([{ id: may.id }])
    expect((await handlers['reach.month']({ month: '2026-06' })).releases).toMatchObject([{ id: june.id }])
  })
})
