import { Menu, nativeImage, Tray, type MenuItemConstructorOptions, type NativeImage } from 'electron'
import colour16 from '../../../resources/icons/tray-16.png?inline'
import colour24 from '../../../resources/icons/tray-24.png?inline'
import colour32 from '../../../resources/icons/tray-32.png?inline'
import colour48 from '../../../resources/icons/tray-48.png?inline'
import template16 from '../../../resources/icons/tray-template-16.png?inline'
import template32 from '../../../resources/icons/tray-template-32.png?inline'

/**
 * The icon for this system's notification area. macOS colours a template itself. Elsewhere the theme of the bar is not told,
 * so a badge is used that is seen on light and dark. Linux desktops scale one picture, which had better be large.
 */
function iconFor(platform: NodeJS.Platform): NativeImage {
  if (platform === 'linux') return nativeImage.createFromDataURL(colour48)
  const image = nativeImage.createEmpty()
  const sizes =
    platform === 'darwin'
      ? [template16, template32].map((dataURL, index) => ({ dataURL, scaleFactor: index + 1 }))
      : [colour16, colour24, colour32].map((dataURL, index) => ({ dataURL, scaleFactor: 1 + index / 2 }))
  for (const size of sizes) image.addRepresentation(size)
  image.setTemplateImage(platform === 'darwin')
  return image
}

/**
 * Relais in the notification area. Whether a Linux desktop shows it cannot be found out (electron/electron#5872), so nothing
 * may be reached through it alone: starting Relais again brings the window back as well.
 */
export class TrayIcon {
  #tray: Tray | null = null
  #shown = ''
  readonly #onclick: () => void

  constructor(onclick: () => void) {
    this.#onclick = onclick
  }

  /** Shows the icon with this tooltip and menu; an open menu stays open while it says the same. */
  show(tooltip: string, template: MenuItemConstructorOptions[]): void {
    const shown = JSON.stringify([tooltip, template])
    if (this.#tray && shown === this.#shown) return
    this.#shown = shown
    this.#tray ??= this.#make()
    this.#tray.setToolTip(tooltip)
    this.#tray.setContextMenu(Menu.buildFromTemplate(template))
  }

  /** Has the next `show` build the menu anew: a click has ticked an entry by itself. */
  forget(): void {
    this.#shown = ''
  }

  hide(): void {
    this.#tray?.destroy()
    this.#tray = null
  }

  #make(): Tray {
    const tray = new Tray(iconFor(process.platform))
    // On macOS a click opens the menu, which has an entry for it.
    if (process.platform !== 'darwin') tray.on('click', this.#onclick)
    return tray
  }
}
