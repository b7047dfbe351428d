import { promisify } from 'node:util'
import { brotliDecompress, constants, gunzip, inflate, inflateRaw } from 'node:zlib'

/** What `Accept-Encoding` asks for: all that `decode` knows. */
export const acceptedEncodings = 'gzip, deflate, br'

/** Over the limit before unpacking; zlib throws the same code for what is over it after. */
class TooLarge extends Error {
  readonly code = 'ERR_BUFFER_TOO_LARGE'
}

/** An encoding that nobody asked for. */
class UnknownEncoding extends Error {
  readonly code = 'UND_ERR_RES_ENCODING'
}

/** Reads a whole body into memory, up to `limit` bytes; the stream is destroyed beyond that. */
export async function collect(stream: AsyncIterable<Uint8Array>, limit: number): Promise<Buffer> {
  const chunks: Uint8Array[] = []
  let size = 0
  for await (const chunk of stream) {
    size += chunk.byteLength
    if (size > limit) throw new TooLarge()
    chunks.push(chunk)
  }
  return Buffer.concat(chunks, size)
}

const unpack = {
  gzip: promisify(gunzip),
  deflate: promisify(inflate),
  'raw deflate': promisify(inflateRaw),
  br: promisify(brotliDecompress)
}

// Two coatings are rare; more are an attack. Each is held to the limit, so none can be a bomb.
const mostCoatings = 2

/**
 * Undoes `Content-Encoding`; no step may give more than `limit` bytes.
 * Servers that close early leave zlib streams without their end: what is there is kept, as browsers do.
 */
export async function decode(body: Buffer, contentEncoding: string, limit: number): Promise<Buffer> {
  const coatings = contentEncoding
    .toLowerCase()
    .split(',')
    .map(name => name.trim().replace(/^x-/, ''))
    .filter(name => name !== '' && name !== 'identity')
  if (coatings.length > mostCoatings) throw new UnknownEncoding()
  let decoded = body
  for (const coating of coatings.reverse()) {
    if (decoded.length > 0) decoded = await undo(coating, decoded, limit)
  }
  return decoded
}

async function undo(coating: string, body: Buffer, maxOutputLength: number): Promise<Buffer> {
  if (coating === 'br') return unpack.br(body, { maxOutputLength })
  const options = { maxOutputLength, finishFlush: constants.Z_SYNC_FLUSH }
  if (coating === 'gzip') return unpack.gzip(body, options)
  if (coating !== 'deflate') throw new UnknownEncoding()
  // RFC 9110 means the zlib format, some servers send the bare one: zlib's begins with method 8 and a check of the header.
  const wrapped = ((body[0] ?? 0) & 0x0f) === 8 && body.length > 1 && body.readUInt16BE(0) % 31 === 0
  return wrapped ? unpack.deflate(body, options) : unpack['raw deflate'](body, options)
}
