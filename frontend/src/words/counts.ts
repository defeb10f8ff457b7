/** Minutes as people say them: 42 min, 2 h, 2 h 5 min. */
export function span(minutes: number): string {
  if (minutes < 60) return `${minutes} min`
  const rest = minutes % 60
  return `${Math.floor(minutes / 60)} h${rest ? ` ${rest} min` : ''}`
}

/** The whole days in minutes, where hours would tell less than they: from two on, else 0. */
export function daysIn(minutes: number): number {
  const days = Math.floor(minutes / (24 * 60))
  return days > 1 ? days : 0
}

/** How many items: 1 item, 12 items. */
export function itemsOf(count: number): string {
  return count === 1 ? '1 item' : `${count} items`
}

/** How many items of how many clients, where those are several: 12 items of 3 clients. */
export function itemsOfClients(count: number, clients: number): string {
  return clients > 1 ? `${itemsOf(count)} of ${clients} clients` : itemsOf(count)
}

/** Says how many where it is more than one: "12 items: ". */
export function many(count: number): string {
  return count > 1 ? `${itemsOf(count)}: ` : ''
}
