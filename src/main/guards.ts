import { app, type Session, type WebContents } from 'electron'
import { isLoadable } from './addresses.ts'

/** Closes, for every window there will ever be, the ways out of our pages. */
export function guardContents(): void {
  app.on('web-contents-created', (_event, contents) => {
    contents.setWindowOpenHandler(() => ({ action: 'deny' }))
    contents.on('will-attach-webview', event => event.preventDefault())
    contents.on('will-frame-navigate', event => {
      if (!isReload(contents, event)) event.preventDefault()
    })
    contents.setWebRTCIPHandlingPolicy('disable_non_proxied_udp')
    contents.on('will-redirect', event => event.preventDefault())
  })
}

/** A page may load itself again, as after an update of its own; everything else is navigation. */
const isReload = (contents: WebContents, { url, isMainFrame }: { url: string; isMainFrame: boolean }): boolean =>
  isMainFrame && url === contents.getURL()

/** A proxy that nobody can be: no program can listen on port 0. */
const nowhere = { mode: 'fixed_servers', proxyRules: 'http://127.0.0.1:0', proxyBypassRules: '<-loopback>' } as const

/**
 * Grants no permission, no download and no address but our own: Electron's defaults grant nearly everything. What goes
 * round the content policy and the request filter, WebRTC's own connections, is sent to a proxy that does not exist.
 */
export async function guardSession(session: Session): Promise<void> {
  session.setPermissionCheckHandler(() => false)
  session.setPermissionRequestHandler((_contents, _permission, answer) => answer(false))
  session.setDevicePermissionHandler(() => false)
  session.setSpellCheckerEnabled(false)
  session.on('will-download', event => event.preventDefault())
  session.webRequest.onBeforeRequest((request, answer) => answer({ cancel: !isLoadable(request.url) }))
  await session.setProxy(nowhere)
}

/**
 * Lets Chromium find no host, whatever asks for it: a page that is only allowed to look one up ahead of time
 * (`dns-prefetch`) could tell secrets in the name. The engine looks names up itself and is not concerned. Must run before
 * the app is ready.
 */
export function cutNetwork(): void {
  app.commandLine.appendSwitch('host-resolver-rules', 'MAP * ~NOTFOUND')
}
