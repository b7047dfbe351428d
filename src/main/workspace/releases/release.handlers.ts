import type { Handlers } from '../../../preload/contract/index.ts'
import type { releases } from '../../../preload/contract/releases.ts'
import { instantNow, requireRole, type Context } from '../context.ts'
import { findWorkspace } from '../people/person.repository.ts'
import { importJobs } from './import/jobs.ts'
import { countByStatus, listReleases } from './list.repository.ts'
import { findRelease } from './release.repository.ts'
import { createRelease, moveRelease } from './release.service.ts'
import { saveRelease } from './save.service.ts'
import { searchReleases } from './search.repository.ts'

/** Readers of Word files and web pages are large, and most days nothing is imported. */
const importing = async () => ({
  ...(await import('./import/files.ts')),
  ...(await import('./import/import.service.ts'))
})

export function releaseHandlers(context: Context): Handlers<keyof typeof releases> {
  const jobs = importJobs()
  return {
    'releases.list': filter => listReleases(context.read, filter),
    'releases.statuses': () => countByStatus(context.read),
    'releases.search': search => searchReleases(context.read, search),
    'releases.get': ({ id }) => findRelease(context.read, id),
    'releases.create': async ({ kind, title, body, lang }) => {
      const editor = requireRole(context.session, 'officer')
      const content = {
        kind,
        title,
        subtitle: '',
        body,
        lang: lang ?? (await findWorkspace(context.read)).lang,
        embargo: null
      }
      return context.write((trx, note) =>
        createRelease(trx, note, {
          content,
          origin: { from: 'written' },
          status: 'draft',
          editor,
          at: instantNow(context)
        })
      )
    },
    'releases.save': save => saveRelease(context, save),
    'releases.archive': ({ id }) => {
      const by = requireRole(context.session, 'officer')
      return context.write(async (trx, note) => {
        await moveRelease(trx, note, { id, verb: 'archive', by, at: instantNow(context) })
        return findRelease(trx, id)
      })
    },
    'releases.import': ({ job, files }) =>
      jobs.run(job, async cancelled => {
        const { pickedFiles, runImport } = await importing()
        return runImport(context, job, () => pickedFiles(files), cancelled)
      }),
    'releases.importPaths': ({ job, paths }) =>
      jobs.run(job, async cancelled => {
        const { filesAt, runImport } = await importing()
        return runImport(context, job, () => filesAt(paths), cancelled)
      }),
    'releases.cancelImport': ({ job }) => {
      jobs.cancel(job)
      return null
    }
  }
}
