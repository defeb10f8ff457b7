/** A place in the interface that the window or a notification asks for. */
export type Place = { item: number } | 'capture'

/** What the part of the address behind # asks for; null: nothing that there is. */
export function placeOf(hash: string): Place | null {
  const asked = hash.replace(/^#/, '')
  if (asked === 'capture') return asked
  const item = /^item=(\d{1,15})$/.exec(asked)?.[1]
  return item ? { item: Number(item) } : null
}
