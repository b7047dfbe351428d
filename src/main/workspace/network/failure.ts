import { RelaisError } from '../../../domain/errors.ts'

/**
 * Why a request has no answer. `offline`: this machine has no network, so waiting is right. `unreachable`: nobody listens
 * there. `garbled`: an answer came that is not HTTP, or cannot be unpacked. `redirect`: sent round in circles or from https to http.
 */
export type FailureKind =
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
  EPROTO: 'tls'
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
