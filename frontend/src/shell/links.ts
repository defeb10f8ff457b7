import { mayOpen } from '../ui/address'

interface Shell {
  OpenLink?: (url: string) => unknown
}
type InWindow = typeof globalThis & { go?: { app?: { Shell?: Shell } } }

/** Whether this page is in Sluice's own window, rather than in a browser. */
export function inWindow(): boolean {
  return !!(globalThis as InWindow).go?.app?.Shell
}

/**
 * Opens an address from outside in the user's own browser or mail program: through the window's
 * shell where there is one, else in a new tab that knows nothing of this page. Anything but http,
 * https and mailto is refused: false.
 */
export function openLink(url: string): boolean {
  if (!mayOpen(url)) return false
  const shell = (globalThis as InWindow).go?.app?.Shell
  if (shell?.OpenLink) shell.OpenLink(url)
  else window.open(url, '_blank', 'noopener,noreferrer')
  return true
}

/**
 * Sends a click on a link from outside to openLink, or to `ofItem` where it stands in an item's own
 * text; links within the page stay the page's.
 */
export function catchLink(event: MouseEvent, ofItem: (url: string) => unknown = openLink): void {
  const link = event.target instanceof Element ? event.target.closest('a[href]') : null
  const href = link?.getAttribute('href') ?? '#'
  if (href.startsWith('#')) return
  event.preventDefault()
  if (link?.closest('[data-scrolls]')) ofItem(href)
  else openLink(href)
}
