import type { Item } from '../../api'
import type { Words } from '../../words'

/** A routing rule that could follow from giving items to a client. */
export interface Route {
  key: string
  label: string
  from?: string
  app?: string
}

/** The rules on offer: by sender and by program, where all of the items have the same. */
export function routes(items: readonly Item[], words: Words): Route[] {
  const [from, app] = [common(items, 'from'), common(items, 'app')]
  return [
    ...(from ? [{ key: 'f', label: words.triage.routeFrom(from), from }] : []),
    ...(app ? [{ key: 'p', label: words.triage.routeApp(app), app }] : []),
  ]
}

function common(items: readonly Item[], field: 'from' | 'app'): string {
  const first = items[0]?.[field] ?? ''
  return items.every((item) => item[field] === first) ? first : ''
}
