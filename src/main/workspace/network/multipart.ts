import { randomUUID } from 'node:crypto'

/** A file in a form: `name` is the field's, `filename` the file's own. */
export interface FormFile {
  name: string
  filename: string
  type: string
  bytes: Uint8Array
}

/** Writes a form with a file as RFC 7578 and browsers do; the fields come first, as some servers stop reading at the file. */
export function multipart(
  fields: Record<string, string>,
  file: FormFile
): { headers: Record<string, string>; body: Uint8Array } {
  const boundary = `relais-${randomUUID()}`
  const part = (disposition: string, type?: string): string =>
    `--${boundary}\r\nContent-Disposition: form-data; ${disposition}\r\n${type ? `Content-Type: ${type}\r\n` : ''}\r\n`
  const body = Buffer.concat([
    ...Object.entries(fields).map(([name, value]) => Buffer.from(`${part(`name=${quoted(name)}`)}${value}\r\n`)),
    Buffer.from(part(`name=${quoted(file.name)}; filename=${quoted(file.filename)}`, file.type)),
    file.bytes,
    Buffer.from(`\r\n--${boundary}--\r\n`)
  ])
  return { headers: { 'content-type': `multipart/form-data; boundary=${boundary}` }, body }
}

/** As the HTML standard has it for forms: nothing in a name may end it, or the line. */
const quoted = (text: string): string => `"${text.replace(/\r\n?|\n/g, '%0D%0A').replace(/"/g, '%22')}"`
