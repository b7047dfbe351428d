import { contextBridge, ipcRenderer } from 'electron'
import { relayEngine } from './engine-port.ts'
import { reportArgument, type ReportBridge, type ReportParameters } from './report-contract.ts'

const given = process.argv.find(argument => argument.startsWith(reportArgument)) ?? `${reportArgument}{}`
const parameters = JSON.parse(given.slice(reportArgument.length)) as ReportParameters

const bridge: ReportBridge = {
  ...parameters,
  connect: relayEngine(),
  ready: problem => ipcRenderer.invoke('report.ready', problem === undefined ? {} : { problem })
}
contextBridge.exposeInMainWorld('relaisReport', bridge)
