import { dayIn } from '../../domain/delivery/days.ts'
import { RelaisError } from '../../domain/errors.ts'
import type { Release } from '../../domain/releases/release.ts'
import { checkKit, type CopyProblemCode } from '../../domain/share/check.ts'
import { copyNumber } from '../../domain/share/kit.ts'
import { dueDay, useProblems, type RightsProblem } from '../../domain/share/rights.ts'
import type { Media } from '../../preload/contract/share.ts'
import type { Desk } from '../desk.ts'
import type { Answer } from '../terminal/answer.ts'
import { oneLine } from '../terminal/text.ts'

/** Something to say of a kit: of a copy, a picture, or the kit as a whole. */
interface Finding {
  place: 'copy' | 'picture' | 'kit'
  copy?: string
  hash?: string
  code: CopyProblemCode | RightsProblem
  /** Whether it keeps the release from review. */
  stops: boolean
  message: string
}

/** All that there is to say of a release's kit, what stops it first; a shortfall if anything does. */
export async function checkAnswer(desk: Desk, release: Release): Promise<Answer> {
  const { t } = desk.terminal
  const found = [...(await ofCopies(desk, release)), ...(await ofPictures(desk, release))]
  const problems = found.sort((a, b) => Number(b.stops) - Number(a.stops))
  const count = problems.filter(({ stops }) => stops).length
  const lines = problems.map(each => {
    const value = `${whereIs(desk, release, each)}. ${each.message}`
    return t('cli.labelled', { label: t(each.stops ? 'share.screen.stops' : 'share.screen.advice'), value })
  })
  return {
    data: { problems },
    text: [...lines.map(oneLine), ...(count === 0 ? [t('share.screen.sound')] : [])].join('\n'),
    shortfall: count > 0 ? { code: 'kit-unready', message: t('errors.kit-unready', { count }) } : undefined
  }
}

async function ofCopies({ call, terminal: { t } }: Desk, release: Release): Promise<Finding[]> {
  return checkKit(release, await call('share.rules', {})).flatMap(({ copy, problems }) =>
    problems.map(({ code, stops, params }): Finding => ({
      ...(copy === null ? { place: 'kit' } : { place: 'copy', copy }),
      code,
      stops,
      message: t(`share.problems.${code}`, params)
    }))
  )
}

async function ofPictures({ call, info, terminal: { t } }: Desk, { kit, embargo }: Release): Promise<Finding[]> {
  const day = dueDay(embargo, dayIn(Date.now(), info.zone))
  const found: Finding[] = []
  for (const use of kit?.media ?? [])
    for (const { problem, expires } of useProblems(use, await knownMedia(call, use.hash), day)) {
      const message = t(`share.problems.${problem}`, { expires })
      found.push({ place: 'picture', hash: use.hash, code: problem, stops: true, message })
    }
  return found
}

async function knownMedia(call: Desk['call'], hash: string): Promise<Media | null> {
  try {
    return await call('media.get', { hash })
  } catch (thrown) {
    if (thrown instanceof RelaisError && thrown.code === 'media-missing') return null
    throw thrown
  }
}

function whereIs({ terminal: { t } }: Desk, { kit }: Release, { copy: id, hash }: Finding): string {
  const copies = kit?.copies ?? []
  const copy = copies.find(each => each.id === id)
  if (copy) return t('share.places.copy', { ...copy, number: copyNumber(copies, copy) })
  const use = kit?.media.find(each => each.hash === hash)
  return use ? t('share.places.picture', { name: use.name }) : t('share.kit.title')
}
