import { app, type Session, type WebContents } from 'electron'
import { isLoadable } from './addresses.ts'
import { proxyScriptHost } from './proxy-script.ts'

/** Closes, for every window there will ever be, the ways out of our pages. */
export function guardContents(): void {
  app.on('web-contents-created', (_event, contents) => {
    contents.setWindowOpenHandler(() => ({ action: 'deny' }))
    contents.on('will-attach-webview', event => event.preventDefault())
    contents.on('will-frame-navigate', event => {
      if (!isReload(contents, event)) event.preventDefault()
    })
    // The other half of what `cutNetwork` does: datagrams to an address that is a number already.
    contents.setWebRTCIPHandlingPolicy('disable_non_proxied_udp')
    contents.on('will-redirect', event => event.preventDefault())
  })
}

/** A page may load itself again, as after an update of its own; everything else is navigation. */
const isReload = (contents: WebContents, { url, isMainFrame }: { url: string; isMainFrame: boolean }): boolean =>
  isMainFrame && url === contents.getURL()

/** Grants no permission, no download and no address but our own: Electron's defaults grant nearly everything. */
export function guardSession(session: Session): void {
  session.setPermissionCheckHandler(() => false)
  session.setPermissionRequestHandler((_contents, _permission, answer) => answer(false))
  session.setDevicePermissionHandler(() => false)
  session.setSpellCheckerEnabled(false)
  session.on('will-download', event => event.preventDefault())
  // By a proxy on a host that `cutNetwork` leaves open, Chromium would fetch dictionaries before it hears that none is wanted.
  void session.setProxy({ mode: 'direct' })
  session.webRequest.onBeforeRequest((request, answer) => answer({ cancel: !isLoadable(request.url) }))
}

/**
 * Lets Chromium reach no host, whatever asks for it. Two roads go round the content policy and the request filter: looking
 * a name up ahead of time (`dns-prefetch`), which tells a secret in the name, and WebRTC's own connections. The engine does
 * not use Chromium's network, but asks it for the system's proxy; where a script decides on that, Chromium has to fetch it,
 * or it would say without a word that there is none. So the script's host stays open: one name, which pages do not choose.
 * Scripts that look names up (`dnsResolve`, `isInNet`) still find nothing. Must run before the app is ready.
 */
export function cutNetwork(): void {
  const open = ['wpad', proxyScriptHost()].filter(host => host !== null)
  const rules = ['MAP * ~NOTFOUND', ...open.map(host => `EXCLUDE ${host}`)]
  app.commandLine.appendSwitch('host-resolver-rules', rules.join(', '))
}
