import { en } from './en'
import type { Words } from './words'

export { withUndoKey } from './undoKey'
export { daysBetween, localHour, minutesUntil, moment, stamp } from './when'
export type { Words } from './words'

/**
 * The language that the page speaks: the one that was chosen, as the core wrote it to the page's root,
 * else the first of the system's that there is.
 */
export function languageOf(chosen: string | undefined, system: readonly string[]): 'en' | 'de' {
  for (const each of chosen ? [chosen] : system) {
    if (/^de\b/i.test(each)) return 'de'
    if (/^en\b/i.test(each)) return 'en'
  }
  return 'en'
}

const root = globalThis.document?.documentElement as HTMLElement | undefined
const language = languageOf(root?.dataset.language, root ? navigator.languages : [])
if (root) root.lang = language

/** The catalogue in use, for as long as the page is there: another language is another page. */
export const words: Words = language === 'de' ? (await import('./de')).de : en
