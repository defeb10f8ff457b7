import { languageHere, wordsOf } from './language'
import type { Words } from './words'

export { withUndoKey } from './undoKey'
export { learn, wallAt } from './wall'
export { daysBetween, minutesUntil, moment, stamp } from './when'
export type { Words } from './words'

const root = globalThis.document?.documentElement as HTMLElement | undefined
const language = languageHere(root)
if (root) root.lang = language

/** The catalogue in use, for as long as the page is there: another language is another page. */
export const words: Words = await wordsOf(language)
