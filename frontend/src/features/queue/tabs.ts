import type { GroupedBy, Item, View, Which } from '../../api'
import { words } from '../../words'

/** What a tab of the queue shows: those in a state, or that a search finds. */
export interface Tab extends Which {
  /** Its name for programs: of a saved search "view 7". */
  id: string
  /** Its name on screen. */
  word: string
  /** The state that its items have; null: several. */
  home: Item['state'] | null
  /** The saved search that it is. */
  view?: View
}

/** The tabs that are always there; what they say stands in the words, by these names. */
export type TabName = 'queued' | 'asks' | 'stuck' | 'waiting' | 'snoozed' | 'done'

const said = words.list.tabs

function fixed(id: TabName, home: NonNullable<Tab['home']>, which: Which): Tab {
  return { id, word: said[id], home, ...which }
}

/** What is open, and those of it that ask something or on which somebody is stuck. */
const first: readonly Tab[] = [
  fixed('queued', 'queued', { state: 'queued' }),
  fixed('asks', 'queued', { state: 'queued', query: 'why:asks' }),
  fixed('stuck', 'queued', { state: 'queued', query: 'why:blocked' }),
]

/** What was put aside, and what is done. */
const last: readonly Tab[] = [
  fixed('waiting', 'waiting', { state: 'waiting' }),
  fixed('snoozed', 'snoozed', { state: 'snoozed' }),
  fixed('done', 'done', { state: 'done', order: 'newest' }),
]

/** All tabs, in their order: the saved searches stand after what is open. */
export function tabsWith(views: readonly View[]): readonly Tab[] {
  return [...first, ...views.map(tabOf), ...last]
}

/** A saved search as a tab. */
export function tabOf(view: View): Tab {
  const asked = /(?:^|\s)is:(\w+)/i.exec(view.query)?.[1]?.toLowerCase() ?? 'queued'
  return {
    id: `view ${view.id ?? 0}`,
    word: view.name,
    home: (asked === 'open' ? 'queued' : asked) as Item['state'],
    query: view.query,
    ...(view.group ? { group: view.group as GroupedBy } : {}),
    ...(view.order ? { order: view.order } : {}),
    view,
  }
}

/** The tab in which items of a state are; null: none of them. */
export function tabOfState(state: Item['state']): TabName | null {
  return (
    ([...first, ...last].find((tab) => !tab.query && tab.home === state)?.id as TabName) ?? null
  )
}

/** How many each client has, while that is not known. */
export const noCounts: ReadonlyMap<string, number> = new Map()
