import { v7 } from 'uuid'

/** A new identifier, unique across machines and in order of creation on one of them (UUID version 7, RFC 9562). */
export const newId = (): string => v7()
