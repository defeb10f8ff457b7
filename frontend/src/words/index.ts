import { en } from './en'

export { daysBetween, localHour, minutesUntil, moment, stamp } from './when'
export type { Words } from './words'

/** The catalogue in use. A second language is a second file and a choice here. */
export const words = en
