import type { Handlers } from '../../../preload/contract/index.ts'
import type { Context } from '../context.ts'
import { readRules } from './rules.repository.ts'
import { setRules } from './rules.service.ts'

export const shareHandlers = (context: Context): Handlers<'share.rules' | 'share.setRules'> => ({
  'share.rules': () => readRules(context.read),
  'share.setRules': rules => setRules(context, rules)
})
