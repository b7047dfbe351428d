import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { gunzipSync } from 'node:zlib'

/** Real documents, read in place where the project's shared folder lies beside the checkout. None of them is copied. */
export const sharedData = join(import.meta.dirname, '../../../shared/data')

/** Tests on real documents say so and are skipped in a clone without them. */
export const hasShared = existsSync(sharedData)

export const sharedJson = <T>(path: string): T => JSON.parse(readFileSync(join(sharedData, path), 'utf8')) as T

export interface PressRelease {
  id: string
  title: string
  date: string
  body: string
  lang: string
  source: string
  format: 'text' | 'markdown'
}

export const pressReleases = (lang: 'en' | 'fr'): PressRelease[] =>
  gunzipSync(readFileSync(join(sharedData, `press-releases/press-releases-${lang}.jsonl.gz`)))
    .toString()
    .trim()
    .split('\n')
    .map(line => JSON.parse(line) as PressRelease)
