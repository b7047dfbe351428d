import { healthOf, type Health } from '../../domain/delivery/account-health.ts'
import type { Account } from '../../preload/contract/delivery.ts'
import type { Desk } from '../desk.ts'
import { shortId } from '../ids.ts'
import type { Answer } from '../terminal/answer.ts'
import { table } from '../terminal/table.ts'
import { oneLine } from '../terminal/text.ts'
import { localTime } from '../times.ts'

type Known = Account & { health: Health }

/** Every destination, how it is, and what had better be done about it. */
export async function listAccounts(desk: Desk): Promise<Answer> {
  const { t } = desk.terminal
  const accounts = await withHealth(desk)
  const remarks = accounts.flatMap(account =>
    remarksOn(desk, account).map(remark => t('cli.labelled', { label: oneLine(account.name), value: remark }))
  )
  const text = [accountsTable(desk, accounts), remarks.join('\n')].filter(Boolean).join('\n\n')
  return { data: { accounts }, text: accounts.length > 0 ? text : t('cli.account.none') }
}

/** One destination after something was done about it. */
export async function accountAnswer(desk: Desk, id: string, said: string): Promise<Answer> {
  const account = (await withHealth(desk)).find(each => each.id === id)
  return { data: { account }, text: [said, ...(account ? remarksOn(desk, account) : [])].join('\n') }
}

async function withHealth({ call }: Desk): Promise<Known[]> {
  const kinds = new Map((await call('accounts.connectors', {})).map(each => [each.kind, each]))
  return (await call('accounts.list', {})).map(account => ({
    ...account,
    health: healthOf(account, kinds.get(account.connector), Date.now())
  }))
}

function accountsTable({ terminal: { t, width } }: Desk, accounts: readonly Known[]): string {
  const columns = [
    { title: t('cli.columns.id') },
    { title: t('cli.columns.name'), flexible: true },
    { title: t('cli.columns.kind') },
    { title: t('cli.columns.state'), flexible: true },
    { title: t('cli.columns.settings'), flexible: true }
  ]
  const rows = accounts.map(({ id, name, connector, health, settings }) => [
    shortId(id),
    name,
    connector,
    t(`delivery.destinations.health.${health}`),
    Object.entries(settings)
      .map(pair => pair.join('='))
      .join(' ')
  ])
  return table(columns, rows, width)
}

function remarksOn(desk: Desk, account: Known): string[] {
  const { t } = desk.terminal
  const { health, paused, connection, notice } = account
  const remarks: string[] = []
  if (connection)
    remarks.push(
      t('cli.account.connectedBy', {
        name: oneLine(connection.by ?? t('delivery.destinations.byNobody')),
        time: localTime(desk, connection.at),
        scopes: oneLine(connection.scopes.join(' ')) || t('delivery.destinations.noScopes'),
        end: connection.expiresAt === null ? t('delivery.destinations.noEnd') : localTime(desk, connection.expiresAt)
      })
    )
  if (health !== 'ready')
    remarks.push(
      t(`delivery.destinations.advice.${health}`, {
        reason: paused ? t(`delivery.reasons.${paused.reason}`) : '',
        time: localTime(desk, paused?.since ?? connection?.expiresAt ?? new Date().toISOString())
      })
    )
  if (notice) remarks.push(t(`delivery.notices.${notice.code}`, notice.params))
  return remarks
}
