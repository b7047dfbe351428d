/**
 * Is this host, with its port, one that the person at this machine allowed for feeds although it is private or local?
 *
 * The list is the environment variable `RELAIS_ALLOW_PRIVATE_HOSTS`: hosts with their ports, separated by commas, as in
 * `127.0.0.1:8080,intranet.example`. It is read at each call, so that nothing remembers an allowance that was taken back.
 */
export function isAllowedPrivateHost(url: URL): boolean {
  const listed = process.env['RELAIS_ALLOW_PRIVATE_HOSTS'] ?? ''
  return listed.split(',').some(entry => {
    const address = `${url.protocol}//${entry.trim()}`
    return URL.canParse(address) && new URL(address).host === url.host
  })
}
