import * as v from 'valibot'
import type { HttpResponse } from '../../network/http.ts'

/** What an answer says, as a schema reads it; null where its body is not JSON of that shape. */
export function readJson<S extends v.GenericSchema>({ body }: HttpResponse, schema: S): v.InferOutput<S> | null {
  try {
    const read = v.safeParse(schema, JSON.parse(body.toString('utf8')))
    return read.success ? read.output : null
  } catch {
    return null
  }
}
