import { existsSync, readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { RelaisError } from '../../../src/domain/errors.ts'
import { parseFetched } from '../../../src/main/workspace/curation/parse-feed.ts'

const folder = new URL('../../../../shared/data/feeds/', import.meta.url)
const there = existsSync(new URL('index.json', folder))

interface Given {
  file: string
  kind: string
  wellFormed: boolean
  byteEncoding: string
  httpHeader?: string
  expect?: string
  expectedFile?: string
}

interface Outcome {
  title?: string | { value: string }
  items?: OutcomeItem[]
  entries?: OutcomeItem[]
  feed?: Outcome
}
type OutcomeItem = { title?: string | { value: string }; link?: string; publishedParsed?: string; isoDate?: string }

const given = there ? (JSON.parse(read('index.json').toString()) as Given[]) : []

function read(file: string): Buffer {
  return readFileSync(new URL(file, folder))
}

const address = 'http://127.0.0.1:8097/'

const parsed = new Map<string, ReturnType<typeof parseFetched>>()

function parse({ file, httpHeader = '' }: Given) {
  const contentType = /^content-type:\s*(.*)/i.exec(httpHeader)?.[1] ?? ''
  const feed = parsed.get(file) ?? parseFetched({ bytes: read(file), contentType, address })
  parsed.set(file, feed)
  return feed
}

const formatOf = (kind: string): string | undefined =>
  [
    [/^atom/, 'atom'],
    [/rdf/, 'rdf'],
    [/^rss/, 'rss'],
    [/^jsonfeed/, 'json']
  ].find(([pattern]) => (pattern as RegExp).test(kind))?.[1] as string | undefined

const words = (text: string | { value: string } | undefined): string =>
  (typeof text === 'string' ? text : (text?.value ?? '')).replace(/\s+/g, ' ').trim()

/** Expected outcomes show markup as it came; Relais shows what it says. Base64, which Atom 0.3 had, is not read. */
const comparable = (text: string): boolean => !/[<>&]/.test(text)

describe.skipIf(!there)('the feeds given in ../shared/data/feeds (left out where that folder is not there)', () => {
  test('are all read, or refused with a code, and their items are converted', () => {
    const refused: string[] = []
    for (const feed of given) {
      try {
        for (const item of parse(feed).items) expect(typeof item.body()).toBe('string')
      } catch (error) {
        expect(error, feed.file).toBeInstanceOf(RelaisError)
        expect((error as RelaisError).code, feed.file).toBe('feed-unreadable')
        refused.push(feed.file)
      }
    }
    // Pages, Microsoft's channel format, and JSON that is no feed.
    const feeds = refused.filter(file => formatOf(given.find(feed => feed.file === file)?.kind ?? ''))
    expect(feeds).toEqual([])
    expect(given.length - refused.length).toBeGreaterThan(900)
  })

  test('have the format that the index says', () => {
    for (const feed of given) {
      const format = formatOf(feed.kind)
      if (format) expect(parse(feed).format, feed.file).toBe(format)
    }
  })

  describe('with an outcome beside them', () => {
    const judged = given.filter(feed => feed.expectedFile)
    const outcome = (feed: Given): Outcome => {
      const json = JSON.parse(read(feed.expectedFile ?? '').toString()) as Outcome
      return json.feed ?? json
    }
    const expected = (feed: Given): OutcomeItem[] => outcome(feed).items ?? outcome(feed).entries ?? []

    test('have as many items, those counted that are said to be left out', () => {
      const wrong = judged.filter(feed => {
        const { items, problems } = parse(feed)
        const out = problems.filter(({ code }) => code === 'items-empty' || code === 'items-repeated')
        return items.length + out.reduce((sum, { detail }) => sum + Number(detail), 0) !== expected(feed).length
      })
      // Their only item holds nothing but elements of its own, or an author without a name.
      expect(wrong.map(feed => feed.file)).toEqual([
        'gofeed/parser/rss/rss_channel_item_custom.xml',
        'rss-parser/incomplete-fields.atom'
      ])
      expect(judged.length).toBeGreaterThan(250)
    })

    test('have their titles, and dates to the second', () => {
      let titles = 0
      let dates = 0
      for (const feed of judged) {
        const { items, title } = parse(feed)
        const wanted = expected(feed)
        const feedTitle = words(outcome(feed).title)
        if (comparable(feedTitle) && feedTitle && !feed.file.includes('base64'))
          expect(title, feed.file).toBe(feedTitle)
        if (items.length !== wanted.length) continue
        wanted.forEach((item, at) => {
          const wantedTitle = words(item.title)
          if (wantedTitle && comparable(wantedTitle) && !feed.file.includes('base64')) {
            expect(items[at]?.title, feed.file).toBe(wantedTitle)
            titles++
          }
          const date = item.publishedParsed ?? item.isoDate
          if (date) {
            expect(items[at]?.publishedAt, feed.file).toBe(new Date(date).toISOString())
            dates++
          }
        })
      }
      expect(titles).toBeGreaterThan(250)
      expect(dates).toBeGreaterThan(100)
    })
  })

  describe('with an expectation in the index', () => {
    // RSS 2.0 whose own elements have a prefix: nobody writes it, feedsmith does not read it, and it is said to be empty.
    const prefixed = /rss2\.0NS/
    const first = /entries\[0\]\['(title|link|description|summary)'\] == '((?:[^'\\]|\\.)*)'/
    // HTML 5 gave the entity another sign than HTML 4.
    const olderEntity = /entities\/rang/
    const plain = (text: string): string =>
      text.replace(/\\x([\da-f]{2})|\\u([\da-f]{4})/gi, (_, short: string, long: string) =>
        String.fromCharCode(parseInt(short ?? long, 16))
      )

    test('have the title, link or text of their first item', () => {
      let checked = 0
      for (const feed of given.filter(feed => feed.wellFormed && formatOf(feed.kind) && !prefixed.test(feed.file))) {
        const [, field, quoted = ''] = first.exec(feed.expect ?? '') ?? []
        const value = plain(quoted)
        if (!field || !comparable(value) || !value) continue
        const [item] = parse(feed).items
        const found = { title: item?.title, link: item?.url, description: item?.body(), summary: item?.body() }[field]
        expect(found, feed.file).toBe(field === 'link' ? new URL(value).href : value)
        checked++
      }
      expect(checked).toBeGreaterThan(15)
    })

    test('have the title of the feed, entities and encodings read', () => {
      let checked = 0
      for (const feed of given.filter(feed => formatOf(feed.kind) && !olderEntity.test(feed.file))) {
        const quoted = /feed\['title'\] == '((?:[^'\\]|\\.)*)'/.exec(feed.expect ?? '')?.[1]
        if (!quoted) continue
        const value = plain(quoted)
        if (!comparable(value) || feed.file.includes('base64')) continue
        expect(parse(feed).title, feed.file).toBe(value)
        checked++
      }
      expect(checked).toBeGreaterThan(15)
    })
  })

  test('in every encoding lose no sign', () => {
    for (const feed of given.filter(feed => feed.wellFormed && feed.byteEncoding !== 'ascii' && formatOf(feed.kind))) {
      const { title, items, problems } = parse(feed)
      const text = [title, ...items.flatMap(item => [item.title, item.body()])].join()
      expect(text.includes('\uFFFD'), feed.file).toBe(false)
      expect(
        problems.map(problem => problem.code),
        feed.file
      ).not.toContain('encoding-guessed')
    }
  })
})
