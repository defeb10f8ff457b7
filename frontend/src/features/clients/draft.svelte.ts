import type { Client } from '../../api'
import { parseSpan } from '../../ui/form/timeofday'
import { blocksOf, weekOf, type Block } from '../../ui/form/hours'
import { words } from '../../words'
import { isZone } from './zones'

/** A client as it is being typed. */
export class Draft {
  readonly stored: Client
  readonly id: number
  name = $state('')
  number = $state(0)
  colour = $state(1)
  zone = $state('')
  blocks = $state.raw<Block[]>([])
  off = $state.raw<string[]>([])
  /** The longest wait as text, "3 h"; empty: none. */
  wait = $state('')
  own = $state(false)
  openWith = $state('')

  /** The client as it would be stored. */
  readonly client = $derived.by((): Client => ({
    ...this.stored,
    id: this.id,
    name: this.name.trim(),
    number: this.number,
    colour: this.colour,
    zone: this.zone.trim(),
    hours: { week: weekOf(this.blocks), off: this.off },
    longestWaitMinutes: parseSpan(this.wait) ?? 0,
    own: this.own,
    openWith: this.openWith.trim(),
  }))

  /** Whether it differs from what is stored. */
  get changed(): boolean {
    return JSON.stringify(this.client) !== JSON.stringify(this.#before)
  }
  readonly wrongName = $derived(this.name.trim() ? '' : words.clientPage.noName)
  readonly wrongZone = $derived(
    !this.zone.trim() || isZone(this.zone.trim()) ? '' : words.clientPage.noZone,
  )
  readonly wrongWait = $derived(
    !this.wait.trim() || parseSpan(this.wait) !== null ? '' : words.form.noSpan,
  )
  /** The first thing that keeps it from being stored; empty: nothing. */
  readonly wrong = $derived(this.wrongName || this.wrongZone || this.wrongWait)
  readonly #before: Client

  constructor(client: Client) {
    this.stored = client
    this.id = client.id
    this.name = client.name
    this.number = client.number
    this.colour = client.colour
    this.zone = client.zone ?? ''
    this.blocks = blocksOf(client.hours?.week ?? [])
    this.off = client.hours?.off ?? []
    this.wait = client.longestWaitMinutes ? words.span(client.longestWaitMinutes) : ''
    this.own = client.own ?? false
    this.openWith = client.openWith ?? ''
    this.#before = this.client
  }
}
