import { contextBridge, ipcRenderer } from 'electron'
import type { PassphraseBridge } from './passphrase-contract.ts'

const bridge: PassphraseBridge = {
  request: () => ipcRenderer.invoke('passphrase.request'),
  submit: typed => ipcRenderer.invoke('passphrase.submit', { typed }),
  cancel: () => ipcRenderer.invoke('passphrase.cancel'),
  fit: height => ipcRenderer.invoke('passphrase.fit', { height })
}
contextBridge.exposeInMainWorld('relaisPassphrase', bridge)
