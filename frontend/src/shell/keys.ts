import type { Action } from '../ui/action'
import { keyOf } from '../ui/keys/keyOf'

const sequenceWait = 1_500 // milliseconds in which the second key of "g q" must follow

const textInput = 'input, textarea, select, [contenteditable=""], [contenteditable="true"]'
// What a text field may not need for itself.
const printsNothing = /^(Escape|Mod\+.+|F\d+)$/
const pressable = 'button, a[href], [role=menuitem]'
const scrolling = '[data-scrolls]'

/** Whether the element with the focus is one to write in. */
function isWriting({ target }: KeyboardEvent): boolean {
  return target instanceof Element && target.closest(textInput) !== null
}

/** Whether the element with the focus needs the key itself: text fields what prints, buttons Enter, texts the arrows. */
function belongsToFocus(event: KeyboardEvent): boolean {
  const target = event.target
  if (!(target instanceof Element)) return false
  if (isWriting(event)) return !printsNothing.test(keyOf(event))
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
    const writing = isWriting(event)
    const actions = this.#actions().filter((action) => (!writing || action.inText) && action.when())
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
