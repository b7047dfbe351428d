import * as v from 'valibot'
import type { RequestOptions } from '../../../network/http.ts'
import { beforehand, type Step } from '../beforehand.ts'
import type { Access, Call } from '../connector.ts'

/** Sociabble's gateway, as its certified connector for Microsoft's Power Platform names it. */
export interface SociabbleHosts {
  api: string
  allowPrivate?: true
}

/** What every call needs. */
export interface Session {
  hosts: SociabbleHosts
  key: string
  call: Call
}

export const openSession = (hosts: SociabbleHosts, { secret }: Access, call: Call): Session => ({
  hosts,
  key: secret ?? '',
  call
})

const limits = { bytes: 2_000_000, milliseconds: 20_000 }

/** A call with the subscription key. */
export const asked = ({ hosts, key }: Session, rest: Partial<RequestOptions> = {}): RequestOptions => ({
  limits,
  ...rest,
  headers: { 'x-sociabble-subscriptionkey': key, accept: 'application/json', ...rest.headers },
  allowPrivate: hosts.allowPrivate === true
})

const channels = v.array(v.looseObject({ id: v.string(), name: v.string() }))
export type Channel = v.InferOutput<typeof channels>[number]

/** Where one may publish. */
export const channelsOf = (session: Session): Promise<Step<Channel[]>> =>
  beforehand(`${session.hosts.api}/channels`, asked(session), {
    schema: channels,
    secrets: [session.key],
    call: session.call
  })

/** The ids of the channels that a setting names, by id or by name; those that it names in vain are in `unknown`. */
export function chosenChannels(setting: string, known: readonly Channel[]): { ids: string[]; unknown: string[] } {
  const wanted = setting
    .split(',')
    .map(name => name.trim())
    .filter(name => name !== '')
  const found = wanted.map(name => known.find(({ id }) => id === name) ?? known.find(channel => channel.name === name))
  return {
    ids: [...new Set(found.flatMap(channel => (channel ? [channel.id] : [])))],
    unknown: wanted.filter((_, index) => !found[index])
  }
}
