import { engine } from '../app/engine.ts'
import { locale } from '../app/locale.svelte.ts'
import { navigation } from '../app/navigation.svelte.ts'
import { attempt } from '../app/toasts.svelte.ts'

/** Starts a release in the language of the interface, and opens it. */
export async function newRelease(): Promise<void> {
  const release = await attempt(() => engine.call('releases.create', { lang: locale.lang }))
  if (release) navigation.go('releases', release.id)
}
