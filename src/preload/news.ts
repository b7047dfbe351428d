/** What the main process tells a preload script. */
export const news = { engine: 'news.engine', command: 'news.command', closing: 'news.closing' } as const

/** How an engine's status and its port reach the page: one window message with this name, from the preload script. */
export const engineMessage = 'relais-engine'
