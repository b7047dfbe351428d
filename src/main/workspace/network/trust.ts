import tls from 'node:tls'

let joined = false

/**
 * Lets this process trust what the operating system trusts, besides the certificates that come with Node and those of
 * `NODE_EXTRA_CA_CERTS`: a company's own authority is in the system's store only. For everything that speaks TLS here, mail
 * too. Call before a TLS connection; only the first call does something. Nodes older than 22.19 lack what it takes.
 */
export function trustSystemStore(): void {
  if (joined) return
  joined = true
  if (!('setDefaultCACertificates' in tls)) return
  try {
    tls.setDefaultCACertificates([...tls.getCACertificates('default'), ...tls.getCACertificates('system')])
  } catch {
    // A store that cannot be read leaves the certificates that are trusted anyway: fewer, never more.
  }
}
