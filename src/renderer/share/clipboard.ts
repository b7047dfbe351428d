import { desk } from '../app/desk.svelte.ts'
import { t } from '../app/locale.svelte.ts'
import { attempt, toasts } from '../app/toasts.svelte.ts'

/** Puts a text on the clipboard, and says so. */
export async function copyToClipboard(text: string): Promise<void> {
  const done = await attempt(async () => (await desk.shell.clipboard.copy({ text }), true))
  if (done) toasts.say(t('share.screen.copied'))
}
