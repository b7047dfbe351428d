import { RelaisError } from '../../../domain/errors.ts'

/**
 * Why a request has no answer. `offline`: this machine has no network, so waiting is right. `unreachable`: nobody listens
 * there. `garbled`: an answer came that is not HTTP, cannot be unpacked, or is not what it says. `redirect`: sent round in
 * circles or from https to http.
 */
export type FailureKind =
  | ProxyFailureKind
  | 'offline'
  | 'dns'
  | 'refused-address'
  | 'unreachable'
  | 'tls'
  | 'timed-out'
  | 'too-large'
  | 'reset'
  | 'garbled'
  | 'redirect'
  | 'cancelled'

/**
 * What stood in the way before the destination: `proxy-refused`: the proxy does not let us there, or does not get there
 * itself. `proxy-sign-in`: it asks for a name and a password, or for others. `proxy-unsupported`: it is of a kind that is
 * not spoken here, such as SOCKS.
 */
export type ProxyFailureKind = 'proxy-unreachable' | 'proxy-refused' | 'proxy-sign-in' | 'proxy-unsupported'

/** A request that got no whole answer. Names the host only: paths and queries may hold secrets. */
export class NetworkFailure extends RelaisError {
  readonly kind: FailureKind
  /** False only where no connection was made, so that the receiver cannot have acted on it. */
  readonly mayHaveArrived: boolean

  constructor(kind: FailureKind, host: string, mayHaveArrived: boolean, options?: ErrorOptions) {
    super(
      kind === 'refused-address' ? 'address-refused' : 'network-failed',
      kind === 'refused-address' ? { address: host } : { host, kind },
      options
    )
    this.name = 'NetworkFailure'
    this.kind = kind
    this.mayHaveArrived = mayHaveArrived
  }
}

const kinds: Record<string, FailureKind> = {
  ENETUNREACH: 'offline',
  ENETDOWN: 'offline',
  EADDRNOTAVAIL: 'offline',
  // glibc's answer when no name server can be asked; a name that does not exist is ENOTFOUND.
  EAI_AGAIN: 'offline',
  ENOTFOUND: 'dns',
  ENODATA: 'dns',
  EAI_FAIL: 'dns',
  ECONNREFUSED: 'unreachable',
  EHOSTUNREACH: 'unreachable',
  EHOSTDOWN: 'unreachable',
  ETIMEDOUT: 'timed-out',
  UND_ERR_CONNECT_TIMEOUT: 'timed-out',
  UND_ERR_HEADERS_OVERFLOW: 'too-large',
  ERR_BUFFER_TOO_LARGE: 'too-large',
  EPROTO: 'tls',
  // The end of the answer is missing, where the server had said that it would close the connection.
  UND_ERR_RES_CONTENT_LENGTH_MISMATCH: 'reset'
}

const families: readonly (readonly [RegExp, FailureKind])[] = [
  [
    /^(?:ERR_TLS|ERR_SSL|CERT_|UNABLE_TO_|SELF_SIGNED|DEPTH_ZERO|HOSTNAME_MISMATCH|INVALID_CA|INVALID_PURPOSE|CRL_|ERROR_IN_CERT)/,
    'tls'
  ],
  [/^(?:HPE_|HTTPParserError$|Z_|ERR_BROTLI|ERR__ERROR_FORMAT|ERR_PADDING|UND_ERR_RES)/, 'garbled']
]

/** Sorts what the sockets, TLS, zlib and undici throw. What has no name of its own is a connection that broke. */
export function kindOf(error: unknown): FailureKind {
  // undici's error for what is no HTTP has a name only.
  const { code = (error as Error).name } = error as { code?: string }
  return kinds[code] ?? families.find(([pattern]) => pattern.test(code))?.[1] ?? 'reset'
}
