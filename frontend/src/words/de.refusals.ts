import { day } from './de.refusals.day'
import { handled } from './de.refusals.items'
import { machines } from './de.refusals.machine'
import type { Form } from './told'

/** What the core refuses, and what helps. Where it refuses something new, a test wants its form here. */
export const refusals: readonly Form[] = [...day, ...handled, ...machines]
