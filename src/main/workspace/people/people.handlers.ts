import type { Handlers } from '../../../preload/contract/index.ts'
import type { people } from '../../../preload/contract/people.ts'
import type { Context } from '../context.ts'
import { countWaiting, listPeople } from './person.repository.ts'
import {
  actAs,
  addPerson,
  describe,
  describeWithPeople,
  initWorkspace,
  lockDesk,
  unlockPerson
} from './person.service.ts'

export const peopleHandlers = (context: Context): Handlers<keyof typeof people> => ({
  'workspace.init': async fields => {
    await initWorkspace(context, fields)
    return describeWithPeople(context)
  },
  'workspace.info': () => describe(context),
  'workspace.counts': () => countWaiting(context.read),
  'people.list': () => listPeople(context.read),
  'people.add': fields => addPerson(context, fields),
  'people.unlock': ({ person, passphrase }) => unlockPerson(context, person, passphrase),
  'people.actAs': ({ person }) => actAs(context, person),
  'people.lock': () => {
    lockDesk(context)
    return null
  }
})
