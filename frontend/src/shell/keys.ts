import type { Action } from '../ui/action'

const sequenceWait = 1_500 // milliseconds in which the second key of "g q" must follow

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

const textInput = 'input, textarea, select, [contenteditable=""], [contenteditable="true"]'
// What a text field does not need for itself: back, the palette, the clients.
const leavesText = /^(Escape|Mod\+[k0-9])$/
const pressable = 'button, a[href], [role=menuitem]'
const scrolling = '[data-scrolls]'

/** Whether the element with the focus needs the key itself: text fields all, buttons Enter, texts the arrows. */
function belongsToFocus(event: KeyboardEvent): boolean {
  const target = event.target
  if (!(target instanceof Element)) return false
  if (target.closest(textInput)) return !leavesText.test(keyOf(event))
  if (event.key === 'Enter') return target.closest(pressable) !== null
  return /^(Arrow|Home|End)/.test(event.key) && target.closest(scrolling) !== null
}

/** Runs actions by key. One for the whole window. */
export class Keys {
  #prefix = ''
  #timer: ReturnType<typeof setTimeout> | undefined
  readonly #actions: () => readonly Action[]
  readonly #letters: () => boolean

  /** `letters` tells whether keys that print something are keys at all (WCAG 2.1.4). */
  constructor(actions: () => readonly Action[], letters: () => boolean = () => true) {
    this.#actions = actions
    this.#letters = letters
  }

  /** Handles a key press anywhere in the window; what no action wants stays the browser's. */
  handle(event: KeyboardEvent): void {
    if (event.defaultPrevented || belongsToFocus(event)) return
    const key = keyOf(event)
    if (!key || key === 'Shift' || (key.length === 1 && !this.#letters())) return
    const pressed = this.#prefix ? `${this.#prefix} ${key}` : key
    this.#forget()
    this.#press(pressed, event)
  }

  #press(pressed: string, event: KeyboardEvent): void {
    const actions = this.#actions().filter((action) => action.when())
    const action = actions.find(({ keys }) => keys.includes(pressed))
    if (action) {
      event.preventDefault()
      if (!event.repeat || action.repeats) action.run()
    } else if (actions.some(({ keys }) => keys.some((keys) => keys.startsWith(`${pressed} `)))) {
      this.#prefix = pressed
      this.#timer = setTimeout(() => this.#forget(), sequenceWait)
    }
  }

  #forget(): void {
    clearTimeout(this.#timer)
    this.#prefix = ''
  }
}
