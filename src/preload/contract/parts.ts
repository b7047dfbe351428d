import * as v from 'valibot'

/** Longest text that anyone may send: a very long press release is a hundredth of it. */
const bodyLimit = 2_000_000

export const id = v.pipe(v.string(), v.uuid())
export const line = v.pipe(v.string(), v.maxLength(2_000))
export const label = v.pipe(v.string(), v.trim(), v.nonEmpty(), v.maxLength(200))
export const text = v.pipe(v.string(), v.maxLength(bodyLimit))
export const lang = v.pipe(v.string(), v.regex(/^[a-z]{2,3}(-[A-Za-z0-9]{2,8})*$/))
export const month = v.pipe(v.string(), v.regex(/^\d{4}-(0[1-9]|1[0-2])$/))
export const day = v.pipe(v.string(), v.isoDate())
export const instant = v.pipe(v.string(), v.isoTimestamp())
export const zone = v.pipe(v.string(), v.regex(/^[A-Za-z0-9_+/-]{1,64}$/))
export const limit = v.optional(v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(1_000)), 50)
export const nothing = v.optional(v.strictObject({}), {})
/** A file that a person picked or dropped: its name and its bytes, never a path. */
export const pickedFile = v.strictObject({ name: line, bytes: v.instance(Uint8Array) })
