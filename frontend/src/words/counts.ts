/** Minutes as people say them: 42 min, 2 h, 2 h 5 min. */
export function span(minutes: number): string {
  if (minutes < 60) return `${minutes} min`
  const rest = minutes % 60
  return `${Math.floor(minutes / 60)} h${rest ? ` ${rest} min` : ''}`
}

/** How many items: 1 item, 12 items. */
export function itemsOf(count: number): string {
  return count === 1 ? '1 item' : `${count} items`
}

/** Says how many where it is more than one: "12 items: ". */
export function many(count: number): string {
  return count > 1 ? `${itemsOf(count)}: ` : ''
}
