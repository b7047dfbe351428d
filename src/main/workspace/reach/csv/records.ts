import { parse, type CsvError, type Options } from 'csv-parse'
import { parse as parseAtOnce } from 'csv-parse/sync'
import { setImmediate as turn } from 'node:timers/promises'
import { RelaisError } from '../../../../domain/errors.ts'

/** About two milliseconds of parsing. */
const slice = 65_536
const longestRecord = 1_000_000

const options = (delimiter: string): Options => ({
  delimiter,
  record_delimiter: ['\r\n', '\n', '\r'],
  relax_column_count: true,
  relax_quotes: true,
  max_record_size: longestRecord
})

/**
 * The records of a CSV file, some at a time, letting others have their turn in between. Empty lines are records of one empty
 * cell, so that counting records counts a spreadsheet's rows.
 * @throws RelaisError `metrics-quote` if a quotation mark is never closed: what follows it cannot be told apart
 */
export async function* recordsOf(utf8: Buffer, delimiter: string, name: string): AsyncGenerator<string[][]> {
  const parser = parse(options(delimiter))
  let failure: CsvError | undefined
  let count = 0
  parser.on('error', error => (failure = error as CsvError))
  for (let at = 0; at < utf8.length && !failure; at += slice) {
    parser.write(utf8.subarray(at, at + slice))
    const records: string[][] = []
    for (let record: string[] | null; (record = parser.read() as string[] | null) !== null;) records.push(record)
    count += records.length
    yield records
    await turn()
  }
  const rest: string[][] = []
  try {
    if (failure) throw failure
    parser.end()
    for await (const record of parser) rest.push(record as string[])
  } catch (cause) {
    throw new RelaisError('metrics-quote', { file: name, row: count + rest.length + 1 }, { cause })
  }
  yield rest
}

/** The first records of a file, as far as they can be read with this delimiter. */
export function firstRecords(utf8: Buffer, delimiter: string): string[][] {
  try {
    return parseAtOnce(utf8.subarray(0, slice), { ...options(delimiter), to: 20, skip_records_with_error: true })
  } catch {
    return []
  }
}
