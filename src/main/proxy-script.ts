import { execFileSync } from 'node:child_process'

/** Asking takes some 10 ms, once, before the window; a desktop that hangs must not keep Relais from starting. */
const patience = 500

/**
 * The host that the system's proxy script (PAC) is fetched from; null if it names none, or it cannot be told. A script
 * that the network itself offers is not named anywhere: browsers look for it at a host called `wpad`.
 */
export function proxyScriptHost(platform: NodeJS.Platform = process.platform): string | null {
  const address = readers[platform]?.()
  const host = address && URL.canParse(address) ? new URL(address).hostname : ''
  // It becomes part of Chromium's rules, where a comma or an asterisk would say more than a host.
  return /^(?:[a-z0-9._-]+|\[[0-9a-f:.]+\])$/i.test(host) ? host : null
}

type Reader = () => string | null

const readers: Partial<Record<NodeJS.Platform, Reader>> = {
  linux: () => process.env['auto_proxy'] || fromGnome(),
  darwin: () => macAddress(ask('scutil', '--proxy')),
  win32: () =>
    windowsAddress(ask('reg', 'query', `HKCU\\${internetSettings}`, '/v', 'AutoConfigURL')) ??
    windowsAddress(ask('reg', 'query', `HKLM\\${internetSettings}`, '/v', 'AutoConfigURL'))
}

const internetSettings = 'Software\\Microsoft\\Windows\\CurrentVersion\\Internet Settings'

function fromGnome(): string | null {
  if (!/GNOME|Unity|Cinnamon|Pantheon|Budgie/i.test(process.env['XDG_CURRENT_DESKTOP'] ?? '')) return null
  return gnomeAddress(ask('gsettings', 'list-recursively', 'org.gnome.system.proxy'))
}

/** `gsettings list-recursively`: only in the mode `auto` does the address count. */
export function gnomeAddress(answer: string): string | null {
  if (!/^org\.gnome\.system\.proxy mode 'auto'$/m.test(answer)) return null
  return /^org\.gnome\.system\.proxy autoconfig-url '(.+)'$/m.exec(answer)?.[1] ?? null
}

/** `scutil --proxy`. */
export function macAddress(answer: string): string | null {
  if (!/^\s*ProxyAutoConfigEnable\s*:\s*1\s*$/m.test(answer)) return null
  return /^\s*ProxyAutoConfigURLString\s*:\s*(\S+)\s*$/m.exec(answer)?.[1] ?? null
}

/** `reg query … /v AutoConfigURL`. */
export function windowsAddress(answer: string): string | null {
  return /^\s*AutoConfigURL\s+REG_(?:EXPAND_)?SZ\s+(\S+)\s*$/m.exec(answer)?.[1] ?? null
}

function ask(program: string, ...words: string[]): string {
  try {
    return execFileSync(program, words, {
      encoding: 'utf8',
      timeout: patience,
      stdio: ['ignore', 'pipe', 'ignore'],
      windowsHide: true
    })
  } catch {
    // Not set, or no such program: there is nothing to except.
    return ''
  }
}
