import type { Question } from './http.ts'

interface Form {
  fields: Record<string, string>
  files: Record<string, { filename: string; type: string; bytes: Buffer }>
}

/** What a question brought as `multipart/form-data` (RFC 7578); null where it is none. */
export function formOf({ headers, body }: Question): Form | null {
  const boundary = /^multipart\/form-data; boundary=(\S+)$/.exec(headers['content-type'] ?? '')?.[1]
  const text = body.toString('latin1')
  if (!boundary || !text.endsWith(`--${boundary}--\r\n`)) return null
  const form: Form = { fields: {}, files: {} }
  for (const part of text.split(`--${boundary}`).slice(1, -1)) {
    const [, head = '', inner = ''] = /^\r\n([^]*?)\r\n\r\n([^]*)\r\n$/.exec(part) ?? []
    const name = / name="([^"]*)"/.exec(head)?.[1] ?? ''
    const filename = / filename="([^"]*)"/.exec(head)?.[1]
    const bytes = Buffer.from(inner, 'latin1')
    const type = /^Content-Type: (\S+)$/im.exec(head)?.[1] ?? ''
    if (filename === undefined) form.fields[name] = bytes.toString('utf8')
    else form.files[name] = { filename, type, bytes }
  }
  return form
}
