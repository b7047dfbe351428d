import type { ParcelMedia } from './connector.ts'

const most = 50_000_000

/** A picture as large as it is, and without what the camera wrote into it: where it was taken is nobody's business. */
export const inFull = async (use: ParcelMedia): Promise<Uint8Array> =>
  (await use.fit({ width: use.width, height: use.height, bytes: most, types: [use.type] })).bytes

/** @param type of a picture, as `image/jpeg` */
export const extensionOf = (type: string): string => type.slice('image/'.length).replace('jpeg', 'jpg')
