import { dayIn } from '../../../domain/delivery/days.ts'
import { RelaisError, type ErrorParams } from '../../../domain/errors.ts'
import type { ReleaseContent } from '../../../domain/releases/release.ts'
import { checkKit, type CopyProblemCode } from '../../../domain/share/check.ts'
import { copyNumber } from '../../../domain/share/kit.ts'
import { dueDay, useProblems, type RightsProblem } from '../../../domain/share/rights.ts'
import type { Reader } from '../database/access.ts'
import { findWorkspace } from '../people/person.repository.ts'
import { knownMedia } from './media.repository.ts'
import { readRules } from './rules.repository.ts'

/** Something in a kit that keeps its release from review, and where it is. */
interface Obstacle {
  place: 'copy' | 'picture' | 'link'
  problem: CopyProblemCode | RightsProblem
  /** What its words and those of its place name. */
  params: ErrorParams
}

/**
 * Refuses a kit whose copies would be turned away, or whose pictures lack a description or a right on the day it may go out:
 * today, or the day of its embargo if that is later.
 * @param now milliseconds since the epoch
 * @throws RelaisError `kit-problems`, which names the first problem, where it is, and how many there are
 */
export async function requireSoundKit(read: Reader, content: ReleaseContent, now: number): Promise<void> {
  const [first, ...others] = [...(await copyObstacles(read, content)), ...(await pictureObstacles(read, content, now))]
  if (!first) return
  const { place, problem, params } = first
  throw new RelaisError('kit-problems', { ...params, place, problem, problems: others.length + 1 })
}

async function copyObstacles(read: Reader, content: ReleaseContent): Promise<Obstacle[]> {
  const { copies = [] } = content.kit ?? {}
  return checkKit(content, await readRules(read)).flatMap(({ copy: id, problems }) => {
    const copy = copies.find(each => each.id === id)
    const where = copy ? { network: copy.network, lang: copy.lang, number: copyNumber(copies, copy) } : {}
    const place = copy ? 'copy' : 'link'
    return problems
      .filter(({ stops }) => stops)
      .map(({ code, params }): Obstacle => ({ place, problem: code, params: { ...params, ...where } }))
  })
}

async function pictureObstacles(read: Reader, content: ReleaseContent, now: number): Promise<Obstacle[]> {
  const { media = [] } = content.kit ?? {}
  if (media.length === 0) return []
  const day = dueDay(content.embargo, dayIn(now, (await findWorkspace(read)).zone))
  const obstacles: Obstacle[] = []
  for (const use of media)
    for (const { problem, expires } of useProblems(use, await knownMedia(read, use.hash), day))
      obstacles.push({ place: 'picture', problem, params: { name: use.name, expires } })
  return obstacles
}
