import { resolve } from 'node:path'
import { pathToFileURL } from 'node:url'
import { RelaisError } from '../../../domain/errors.ts'

const picked = 'picked:'

/**
 * The address of a file that a person picked: a scheme of its own and no path. The page chooses the name, and must not
 * thereby choose which file of the disk the next pull reads.
 */
export const pickedAddress = (name: string): string => `${picked}${name}`
export const isPicked = (address: string): boolean => address.startsWith(picked)
export const isFile = (address: string): boolean => address.startsWith('file:')

/** What the terminal was given as an address: one, or the path of a file. */
export const addressOrPath = (given: string): string =>
  /^[a-z][a-z\d+.-]*:\/\//i.test(given) ? given : pathToFileURL(resolve(given)).href

/**
 * One spelling for each address, so that a feed is not added twice.
 * @throws RelaisError `address-unusable`
 */
export function webAddress(address: string): string {
  const url = URL.canParse(address) ? new URL(address) : null
  if (!url || !/^https?:$/.test(url.protocol)) throw new RelaisError('address-unusable')
  url.hash = ''
  return url.href
}
