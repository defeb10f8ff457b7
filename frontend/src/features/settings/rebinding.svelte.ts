import {
  bind,
  clashes,
  isChanged,
  reset,
  step,
  type Bound,
  type Chosen,
} from '../../ui/keys/bindings'
import { captionOf } from '../../ui/keys/caption'
import { words } from '../../words'
import type { Choices } from './settings.svelte'

/** An action whose keys can be chosen. */
export interface Rebindable extends Bound {
  label: string
}

/** For which action a key is asked for, and whether it joins the others. */
interface Asked {
  id: string
  beside: boolean
}

const sequenceWait = 1_500 // milliseconds in which the second of two keys must follow

/** Asks for new keys, one action at a time, and stores what was pressed. */
export class Rebinding {
  #asked = $state.raw<Asked | null>(null)
  #before = $state('')
  #clash = $state.raw<(Asked & { keys: string; from: readonly Rebindable[] }) | null>(null)
  #refused = $state.raw<{ id: string; says: string } | null>(null)
  #timer: ReturnType<typeof setTimeout> | undefined
  readonly #choices: Choices
  readonly #actions: () => readonly Rebindable[]

  /** `actions` tells every action that there is, with the keys that it has now. */
  constructor(choices: Choices, actions: () => readonly Rebindable[]) {
    this.#choices = choices
    this.#actions = actions
  }

  /** The action that a key is asked for; null: none is. */
  get asked(): Asked | null {
    return this.#asked
  }

  /** The first of two keys, pressed already; empty: nothing is. */
  get before(): string {
    return this.#before
  }

  /** The question whether a key may be taken from another action; empty: there is none. */
  question(id: string): string {
    const clash = this.#clash
    if (clash?.id !== id) return ''
    const [first, ...rest] = clash.from
    return words.keysPage.clash(captionOf(clash.keys), first!.label, rest.length)
  }

  /** Why a key was not taken for an action; empty: nothing is wrong. */
  wrong(id: string): string {
    return this.#refused?.id === id ? this.#refused.says : this.#choices.trying.wrong(about(id))
  }

  /** Whether any action has other keys than its own. */
  get changed(): boolean {
    return this.#actions().some((action) => !action.fixed && isChanged(action))
  }

  ask(id: string, beside: boolean): void {
    this.leave()
    this.#asked = { id, beside }
  }

  /** Asks no more, and leaves the keys as they are. */
  leave(): void {
    clearTimeout(this.#timer)
    this.#asked = null
    this.#before = ''
    this.#clash = null
    this.#refused = null
  }

  /** Takes a press, as `keyOf` names it. */
  press(key: string): void {
    const asked = this.#asked
    if (!asked) return
    const next = step(this.#before, key)
    if (next.is === 'nothing') return
    clearTimeout(this.#timer)
    this.#refused = null
    if (next.is === 'leave') this.leave()
    else if (next.is === 'refused') this.#refuse(asked.id, words.keysPage.needed(captionOf(key)))
    else if (next.is === 'whole') this.#take(asked, next.keys)
    else {
      this.#before = next.keys
      this.#timer = setTimeout(() => this.#take(asked, next.keys), sequenceWait)
    }
  }

  /** Takes the key from the actions that have it. */
  async insist(): Promise<void> {
    const clash = this.#clash
    if (clash) await this.#store(clash, clash.keys, clash.from)
  }

  /** Gives an action its own keys back. */
  async reset(id: string): Promise<void> {
    this.leave()
    const action = this.#find(id)
    if (action) await this.#change(id, reset(this.#chosen, action, this.#actions()))
  }

  /** Gives every action its own keys back. */
  async resetAll(): Promise<void> {
    this.leave()
    await this.#change('', {})
  }

  #take(asked: Asked, keys: string): void {
    const action = this.#find(asked.id)
    if (!action) return
    const from = clashes(keys, action, this.#actions())
    if (from.some(({ fixed }) => fixed))
      return this.#refuse(asked.id, words.keysPage.fixed(captionOf(keys)))
    if (!from.length) return void this.#store(asked, keys, [])
    this.leave()
    this.#clash = { ...asked, keys, from }
  }

  async #store({ id, beside }: Asked, keys: string, from: readonly Bound[]): Promise<void> {
    this.leave()
    const action = this.#find(id)
    if (action) await this.#change(id, bind(this.#chosen, action, keys, { beside, from }))
  }

  async #change(id: string, keys: Chosen): Promise<void> {
    const sent = Object.fromEntries(Object.entries(keys).map(([id, each]) => [id, [...each]]))
    await this.#choices.change(about(id), { keys: sent })
  }

  #refuse(id: string, says: string): void {
    this.#before = ''
    this.#refused = { id, says }
  }

  #find(id: string): Rebindable | undefined {
    return this.#actions().find((action) => action.id === id)
  }

  get #chosen(): Chosen {
    return this.#choices.told?.keys ?? {}
  }
}

function about(id: string): string {
  return `keys ${id}`
}
