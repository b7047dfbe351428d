import * as v from 'valibot'
import { plainLine } from '../../../../../domain/releases/article-html.ts'
import { beforehand, type Step } from '../beforehand.ts'
import type { ParcelMedia, PictureLimits } from '../connector.ts'
import { mediaRefusal, uploadLimits } from '../upload.ts'
import { ask, jsonBody, signed, type Site } from './site.ts'

/** WordPress itself makes smaller ones of anything above 2,560 pixels; many hosts take no more than 2 MB. */
const largest: PictureLimits = { width: 2_560, height: 2_560, bytes: 2_000_000 }

/** A picture in the site's library. */
export interface Uploaded {
  id: number
  url: string
  alt: string
  credit: string
}

const item = v.looseObject({ id: v.number(), source_url: v.pipe(v.string(), v.url()) })

/**
 * Puts the pictures in the site's library, unless it has them: each is known there by its hash, so that tries and corrections
 * leave no copies behind. Whoever knows its address can see a picture from then on.
 */
export async function uploadPictures(site: Site, media: readonly ParcelMedia[]): Promise<Step<Uploaded[]>> {
  const pictures: Uploaded[] = []
  for (const each of media) {
    const step = await pictureOf(site, each)
    if ('stopped' in step) return step
    pictures.push(step.told)
  }
  return { told: pictures }
}

async function pictureOf(site: Site, media: ParcelMedia): Promise<Step<Uploaded>> {
  const [alt, credit] = [plainLine(media.alt), plainLine(media.credit)]
  const slug = `relais-${media.hash.slice(0, 32)}`
  const found = await ask(site, 'media', { slug, per_page: '1' }, v.array(item))
  if ('stopped' in found) return found
  const there = found.told[0] ? { told: found.told[0] } : await upload(site, media, slug)
  if ('stopped' in there) return there
  const { id, source_url: url } = there.told
  // Descriptions are part of what was signed, and may have changed since it was put there.
  const described = await post(site, `media/${id}`, jsonBody({ alt_text: alt, caption: credit }))
  return 'stopped' in described ? described : { told: { id, url, alt, credit } }
}

/** The library takes the name of the file for the slug. */
async function upload(site: Site, media: ParcelMedia, slug: string): Promise<Step<v.InferOutput<typeof item>>> {
  const { bytes, type } = await media.fit(largest)
  const extension = type.split('/')[1]?.replace('jpeg', 'jpg') ?? 'jpg'
  return post(site, 'media', {
    method: 'POST',
    headers: { 'content-type': type, 'content-disposition': `attachment; filename="${slug}.${extension}"` },
    body: bytes,
    limits: uploadLimits
  })
}

/** Nothing is published by it, so it may be repeated. */
const post = (site: Site, path: string, options: Parameters<typeof signed>[1]) =>
  beforehand(site.address(path), signed(site, options), {
    schema: item,
    secrets: site.secrets,
    call: site.call,
    own: response => mediaRefusal(response, site.secrets)
  })
