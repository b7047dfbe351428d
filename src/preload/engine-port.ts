import { ipcRenderer } from 'electron'
import { engineMessage, news } from './news.ts'
import type { EngineStatus } from './shell-contract.ts'

/**
 * Hands the page each status of the engine, with the port that came with it: ports reach the page's own world only by a
 * window message.
 * @returns asks for the status now
 */
export function relayEngine(): () => void {
  ipcRenderer.on(news.engine, (event, status: EngineStatus) =>
    window.postMessage({ relais: engineMessage, status }, window.location.origin, event.ports)
  )
  return () => void ipcRenderer.invoke('engine.connect')
}
