import { join } from 'node:path'
import { app, session } from 'electron'
import { readOrders, type PrintOrder } from './arguments.ts'
import { wasStartedAtLogin } from './background/login.ts'
import { cutNetwork, guardContents, guardSession } from './guards.ts'
import { runPrintJob } from './print-job.ts'
import { registerScheme, serveScheme } from './scheme.ts'
import { openSettings } from './settings.ts'
import { startStation } from './start.ts'

/** The exit code for orders that cannot be read, as of every command line of ours. */
const wrongUsage = 2

const orders = readOrders(process.argv)
app.setName('Relais')
// Root cannot have the sandbox, and says so on the command line; with the switch and this call, no process would start.
if (!app.commandLine.hasSwitch('no-sandbox')) app.enableSandbox()
cutNetwork()
registerScheme()
guardContents()

// Nothing is awaited at this level: Electron is only ready once this file has run to its end.
if (orders.kind === 'print') void print(orders.order)
else if (orders.kind === 'window') void openDesk(orders.workspace, orders.hidden)
else app.exit(wrongUsage)

async function print(order: PrintOrder): Promise<void> {
  // A folder of its own: a window, which has the other, may be open.
  app.setPath('userData', join(userData(), 'printing'))
  app.disableHardwareAcceleration()
  app.on('window-all-closed', () => undefined)
  await prepareSession()
  app.exit(await runPrintJob(order))
}

async function openDesk(workspace: string | null, hidden: boolean): Promise<void> {
  app.setPath('userData', userData())
  const settings = openSettings(app.getPath('userData'))
  // For what Chromium itself words, such as dates in a field; it reads this before it is ready.
  if (settings.data.lang) app.commandLine.appendSwitch('lang', settings.data.lang)
  if (!app.requestSingleInstanceLock()) return app.quit()
  await prepareSession()
  startStation(settings, workspace, hidden || wasStartedAtLogin())
}

function userData(): string {
  return app.commandLine.getSwitchValue('user-data-dir') || join(app.getPath('appData'), 'Relais')
}

async function prepareSession(): Promise<void> {
  await app.whenReady()
  guardSession(session.defaultSession)
  serveScheme(session.defaultSession, join(import.meta.dirname, '..', 'renderer'))
}
