/** The sign before the fraction, where a file writes counts as `2386.0`. */
export type DecimalSign = '.' | ','

const empty = /^(?:[-–—]+|n\/?a)?$/i
const whole = /^\d+$|^\d{1,3}(?:([ \u00A0\u2009\u202F'’.,])\d{3})(?:\1\d{3})*$/
const oneSign = /^(\d+)([.,])(\d+)$/

/**
 * A count as people and spreadsheets write it: digits, with or without signs between thousands, or a fraction of zeros.
 * @param decimal the sign that this file uses before fractions, see `provenDecimal`
 * @returns null for an empty cell or a dash (not measured), NaN for what is no whole count
 */
export function readCount(text: string, decimal: DecimalSign | null): number | null {
  const value = text.trim()
  if (/^\d{1,15}$/.test(value)) return Number(value)
  if (empty.test(value)) return null
  const at = decimal === null ? -1 : value.lastIndexOf(decimal)
  const integer = at < 0 ? value : value.slice(0, at)
  if (at >= 0 && !/^0*$/.test(value.slice(at + 1))) return NaN
  if (!whole.test(integer)) return NaN
  const count = Number(integer.replace(/\D/g, ''))
  return Number.isSafeInteger(count) ? count : NaN
}

/**
 * The decimal sign that a value proves, if it does: `1.234` may be a thousand and `100.0` may not. What one value proves
 * holds for the whole file, so that `100.000` in the same column is read as a hundred.
 */
export function provenDecimal(text: string): DecimalSign | null {
  const value = text.replace(/[\s'’]/g, '')
  const single = oneSign.exec(value)
  if (single) {
    const [, integer = '', sign, fraction = ''] = single
    const thousands = fraction.length === 3 && integer.length <= 3 && !integer.startsWith('0')
    return thousands ? null : (sign as DecimalSign)
  }
  const both = /^\d[\d.,]*([.,])\d+$/.exec(value)
  const last = both?.[1]
  if (!last || !value.includes(last === '.' ? ',' : '.')) return null
  return value.indexOf(last) === value.lastIndexOf(last) ? (last as DecimalSign) : null
}
