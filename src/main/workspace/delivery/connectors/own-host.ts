/** Whether the private host that an account may reach is the one of its own address; `true` means just that. */
export function isItsHost(address: string, allowHost: string | undefined): boolean {
  if (allowHost === undefined || allowHost === 'true' || !URL.canParse(address)) return true
  const { host, hostname } = new URL(address)
  return allowHost === hostname || allowHost === host
}

/** Without TLS anyone on the way could read a text before its embargo lifts, and a secret at any time. */
export const isSafeWay = (address: string, allowHost: string | undefined): boolean =>
  allowHost !== undefined || !URL.canParse(address) || new URL(address).protocol === 'https:'
