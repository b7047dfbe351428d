/**
 * The shape that the second language must have: the keys of the first, and for every plural also the form that French
 * uses for millions (Unicode CLDR `many`).
 */
export type Translation<T> = {
  [K in keyof T]: T[K] extends string ? string : Translation<T[K]>
} & { [K in keyof T as K extends `${infer Base}_other` ? `${Base}_many` : never]: string }
