import { contextBridge, ipcRenderer } from 'electron'
import { relayEngine } from './engine-port.ts'
import { news } from './news.ts'
import { shell, type MenuCommand } from './shell-contract.ts'

const calls = Object.fromEntries(
  Object.entries(shell).map(([area, methods]) => [
    area,
    Object.fromEntries(
      Object.keys(methods).map(name => [name, (input?: unknown) => ipcRenderer.invoke(`${area}.${name}`, input)])
    )
  ])
)

let saveAll = async (): Promise<void> => undefined
ipcRenderer.on(news.closing, () => {
  void saveAll().finally(() => ipcRenderer.invoke('window.saved'))
})

const bridge = {
  ...calls,
  connect: relayEngine(),
  onCommand(listener: (command: MenuCommand) => void) {
    ipcRenderer.on(news.command, (_event, command: MenuCommand) => listener(command))
  },
  onClosing(listener: () => Promise<void>) {
    saveAll = listener
  }
}
contextBridge.exposeInMainWorld('relais', bridge)
