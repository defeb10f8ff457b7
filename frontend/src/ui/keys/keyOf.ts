/**
 * The name of a key press as actions write it: "e", "?", "Shift+Enter", "Mod+z" (Ctrl, or Cmd on a
 * Mac). Shift is named only with keys that print nothing. Where the layout writes no Latin letter,
 * the key's place on the keyboard counts. Empty: nothing that an action could have.
 */
export function keyOf(event: KeyboardEvent): string {
  if (event.altKey || event.isComposing || event.key === 'Process') return ''
  const printed = event.key.length === 1
  const letter = /^Key([A-Z])$/.exec(event.code)?.[1]?.toLowerCase()
  const foreign = printed && letter && event.key.charCodeAt(0) > 127
  const key = foreign ? letter : printed ? event.key.toLowerCase() : event.key
  const shift = event.shiftKey && (!printed || event.ctrlKey || event.metaKey) ? 'Shift+' : ''
  const upper = event.shiftKey && printed && !shift && /^[a-z]$/.test(key)
  if (upper) return ''
  return `${event.ctrlKey || event.metaKey ? 'Mod+' : ''}${shift}${key}`
}
