import { afterEach, expect, test } from 'vitest'
import { mail } from '../../../src/main/workspace/delivery/connectors/mail/mail.ts'
import { deliveryDesk } from '../../support/delivery-desk.ts'
import { openSmtp, type Smtp } from '../../support/smtp.ts'

let smtp: Smtp
afterEach(() => smtp?.close())

const [anne, bruno, chloe] = ['anne@presse.example', 'bruno@journal.example', 'chloe@radio.example'] as const
const receivers = () => smtp.messages.map(({ to }) => to.join())

test('a list is worked through over several tries, each recipient once, without a password where none is needed', async () => {
  smtp = await openSmtp()
  smtp.next('accept', { at: 'rcpt', code: 450 }, 'lose after')
  const desk = await deliveryDesk({ connectors: [mail()] })
  try {
    const account = await desk.handlers['accounts.add']({
      connector: 'mail',
      name: 'Journalistes',
      settings: {
        host: `127.0.0.1:${smtp.port}`,
        security: 'none',
        allowHost: 'true',
        from: 'presse@armelin.example',
        to: [anne, bruno, chloe].join()
      }
    })
    const [planned] = await desk.plan([account])
    await desk.deliver()
    const { delivery, attempts } = await desk.get(planned!.id)
    expect(delivery).toMatchObject({ state: 'failed-retryable', reason: 'rate-limited' })
    // Some have it, so that a withdrawal would go out.
    expect(attempts).toMatchObject([{ mayBeLive: true }])
    await desk.passUntilDue(planned!.id)
    await desk.deliver()
    expect((await desk.get(planned!.id)).delivery).toMatchObject({ state: 'unconfirmed', reason: 'no-answer' })
    expect(receivers()).toEqual([anne, chloe, bruno])
    await desk.handlers['outbox.reconcile']({ id: planned!.id, is: 'absent' })
    await desk.deliver()
    expect((await desk.get(planned!.id)).delivery).toMatchObject({ state: 'confirmed' })
    // A person said that Chloé had not got it.
    expect(receivers()).toEqual([anne, chloe, bruno, chloe])
    const [withdrawal] = await desk.handlers['outbox.withdraw']({ release: planned!.releaseId })
    await desk.deliver()
    expect((await desk.get(withdrawal!.id)).delivery).toMatchObject({ state: 'confirmed' })
    expect(receivers().slice(4)).toEqual([anne, bruno, chloe])
  } finally {
    await desk.close()
  }
})
