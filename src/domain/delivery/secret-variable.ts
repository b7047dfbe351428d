/** The environment's variable for an account's secret: `RELAIS_SECRET_` and its name in capitals, all else as underscores. */
export const secretVariable = (account: string): string =>
  `RELAIS_SECRET_${account.toUpperCase().replace(/[^A-Z0-9]/g, '_')}`
