import { Option } from 'commander'
import type { Review } from '../../preload/contract/review.ts'
import { verdicts, type Verdict } from '../../domain/review/statement.ts'
import { RelaisError } from '../../domain/errors.ts'
import { actAs, type Desk } from '../desk.ts'
import { releaseId, reviewId } from '../ids.ts'
import { asOption } from '../options.ts'
import { passphraseOf } from '../passphrase.ts'
import type { Cli } from '../program.ts'
import type { Answer } from '../terminal/answer.ts'
import { oneLine } from '../terminal/text.ts'

interface DecideOptions {
  verdict: Verdict
  reason?: string
  as?: string
}

/** `submit`, `decide`, `verify`. */
export function reviewCommands(cli: Cli): void {
  const { t } = cli.terminal
  cli.program
    .command('submit')
    .description(t('cli.submit.about'))
    .argument('<id>', t('cli.arguments.release'))
    .addOption(asOption(t))
    .action(cli.atDesk((desk, id: string, options: { as?: string }) => submit(desk, id, options.as)))
  cli.program
    .command('decide')
    .description(t('cli.decide.about'))
    .argument('<id>', t('cli.decide.id'))
    .addOption(new Option('--verdict <verdict>', t('cli.decide.verdict')).choices(verdicts).makeOptionMandatory())
    .option('--reason <reason>', t('cli.decide.reason'))
    .addOption(asOption(t))
    .action(cli.atDesk((desk, id: string, options: DecideOptions) => decide(desk, id, options)))
  cli.program
    .command('verify')
    .description(t('cli.verify.about'))
    .argument('[id]', t('cli.verify.id'))
    .action(cli.atDesk((desk, id: string | undefined) => verify(desk, id)))
}

async function submit(desk: Desk, id: string, as: string | undefined): Promise<Answer> {
  await actAs(desk, as)
  return answerWith(desk, await desk.call('review.submit', { release: await releaseId(desk.call, id) }))
}

async function decide(desk: Desk, id: string, { verdict, reason, as }: DecideOptions): Promise<Answer> {
  const { call, terminal } = desk
  // The engine asks for it too; but nobody should type a passphrase for nothing.
  if (verdict !== 'approve' && !reason?.trim()) throw new RelaisError('reason-needed')
  const person = await actAs(desk, as)
  const review = await reviewId(call, id)
  const passphrase = await passphraseOf(terminal, person.name, 'once')
  return answerWith(
    desk,
    await call('review.decide', { review, person: person.id, verdict, reason: reason ?? '', passphrase })
  )
}

async function answerWith({ call, terminal: { t } }: Desk, review: Review): Promise<Answer> {
  const release = await call('releases.get', { id: review.releaseId })
  const text = t('cli.decide.result', {
    title: oneLine(release.title),
    revision: review.revisionNumber,
    state: t(`review.states.${review.state}`),
    status: t(`releases.statuses.${release.status}`)
  })
  return { data: { release, review }, text }
}

async function verify({ call, terminal: { t } }: Desk, given: string | undefined): Promise<Answer> {
  const { checked, problems } = await call(
    'workspace.verify',
    given === undefined ? {} : { id: await releaseId(call, given) }
  )
  const found = problems.map(problem => ({ ...problem, message: t(`review.problems.${problem.kind}`) }))
  const lines = [
    t('cli.verify.checked', { count: checked }),
    ...found.map(problem => [problem.message, problem.id].join(' ').trim())
  ]
  if (found.length === 0)
    return { data: { checked, problems: found }, text: [...lines, t('cli.verify.sound')].join('\n') }
  return {
    data: { checked, problems: found },
    text: lines.join('\n'),
    shortfall: { code: 'problems-found', message: t('errors.problems-found', { count: found.length }) }
  }
}
