import { connectPage } from '../../preload/page.ts'

/** The engine, for the whole window. */
export const engine = connectPage(window.relais)
