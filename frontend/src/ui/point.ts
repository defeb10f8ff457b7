const patience = 2_000 // milliseconds in which what is pointed to must have come

/**
 * Puts the focus on what a page calls by a name: one of its parts, a switch, a field, an answer, or the
 * first thing to use in a section. What is not there yet is waited for a moment, and then left.
 */
export function pointTo(name: string, within: () => ParentNode | null): void {
  if (focusOn(name, within())) return
  const watch = new MutationObserver(() => focusOn(name, within()) && watch.disconnect())
  watch.observe(document.body, { childList: true, subtree: true })
  setTimeout(() => watch.disconnect(), patience)
}

function focusOn(name: string, within: ParentNode | null): boolean {
  const found = within && named(name, within)
  if (!found) return false
  found.focus()
  found.scrollIntoView?.({ block: 'center' })
  return true
}

const usable =
  'button, input:not([type=radio]), input[type=radio]:checked, select, textarea, a[href]'

function named(name: string, within: ParentNode): HTMLElement | null {
  for (const part of within.querySelectorAll<HTMLElement>('[aria-current=page]'))
    if (part.textContent?.trim() === name) return part
  for (const label of within.querySelectorAll('label, [id$="-label"]')) {
    if (label.textContent?.trim() !== name) continue
    const field = label instanceof HTMLLabelElement ? label.control : labelled(label.id, within)
    if (field) return field
  }
  for (const part of within.querySelectorAll(`[aria-label="${CSS.escape(name)}"]`)) {
    const first = part.querySelector<HTMLElement>(usable)
    if (first) return first
  }
  return null
}

function labelled(id: string, within: ParentNode): HTMLElement | null {
  return within.querySelector<HTMLElement>(`[aria-labelledby="${CSS.escape(id)}"]`)
}
