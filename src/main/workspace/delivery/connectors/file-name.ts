import { fold } from '../../../../domain/reach/fold.ts'

/** Characters that some file system or other does not take, and names that Windows keeps for itself, cannot come out of this. */
export const fileName = (title: string): string =>
  fold(title)
    .replace(/ /g, '-')
    .replace(/[^a-z0-9-]/g, '')
    .slice(0, 60)
    .replace(/-+$/, '') || 'release'
