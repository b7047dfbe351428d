import { afterEach, describe, expect, test, vi } from 'vitest'
import { gnomeAddress, macAddress, proxyScriptHost, windowsAddress } from '../../../src/main/proxy-script.ts'

afterEach(() => void vi.unstubAllEnvs())

describe('the host of the proxy script', () => {
  test.each([
    ['http://pac.corp.example/proxy.pac', 'pac.corp.example'],
    ['http://10.0.0.8:8080/p', '10.0.0.8'],
    ['http://[fd00::1]/p', '[fd00::1]'],
    ['file:///etc/proxy.pac', null],
    ['proxy.pac', null],
    ['', null],
    // Each would open more than a host in Chromium's rules.
    ['http://a,EXCLUDE%20*/', null],
    ['http://a,b/', null],
    ['http://*/', null],
    ['http://*.example/', null]
  ])('of %s is %s', (address, host) => {
    vi.stubEnv('auto_proxy', address)
    vi.stubEnv('XDG_CURRENT_DESKTOP', '')
    expect(proxyScriptHost('linux')).toBe(host)
  })

  test('is nobody’s where the system is unknown', () => {
    expect(proxyScriptHost('sunos')).toBeNull()
  })
})

describe('the address of the script, as each system tells it', () => {
  test('GNOME', () => {
    const said = (mode: string, url: string): string =>
      `org.gnome.system.proxy autoconfig-url '${url}'\norg.gnome.system.proxy ignore-hosts ['localhost']\norg.gnome.system.proxy mode '${mode}'\norg.gnome.system.proxy.http host ''\n`
    expect(gnomeAddress(said('auto', 'http://pac.example/p'))).toBe('http://pac.example/p')
    expect(gnomeAddress(said('auto', ''))).toBeNull()
    expect(gnomeAddress(said('manual', 'http://pac.example/p'))).toBeNull()
  })

  test('macOS', () => {
    const said = (enabled: number): string =>
      `<dictionary> {\n  HTTPEnable : 0\n  ProxyAutoConfigEnable : ${enabled}\n  ProxyAutoConfigURLString : http://pac.example/p\n}\n`
    expect(macAddress(said(1))).toBe('http://pac.example/p')
    expect(macAddress(said(0))).toBeNull()
    expect(macAddress('<dictionary> {\n}\n')).toBeNull()
  })

  test('Windows', () => {
    const key = 'HKEY_CURRENT_USER\\Software\\Microsoft\\Windows\\CurrentVersion\\Internet Settings'
    expect(windowsAddress(`\r\n${key}\r\n    AutoConfigURL    REG_SZ    http://pac.example/p\r\n\r\n`)).toBe(
      'http://pac.example/p'
    )
    expect(windowsAddress('')).toBeNull()
  })
})
