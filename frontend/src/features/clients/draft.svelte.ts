import type { Client, Template } from '../../api'
import { parseSpan } from '../../ui/form/timeofday'
import { blocksOf, weekOf, type Block } from '../../ui/form/hours'
import { words } from '../../words'
import { unitsOf } from '../../words/money'
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
  /** For an hour, as text, and its currency; empty: none. */
  rate = $state('')
  currency = $state('')
  /** Promised a week, as text, "8 h"; empty: none. */
  promised = $state('')
  responsePromise = $state('')
  /** The check-ins of its own that a template proposes, stored with a new client. */
  checkIns = $state.raw<Template['checkIns']>([])

  /** The client as it would be stored. */
  readonly client = $derived.by((): Client => ({
    ...withoutRate(this.stored),
    id: this.id,
    name: this.name.trim(),
    number: this.number,
    colour: this.colour,
    zone: this.zone.trim(),
    hours: { week: weekOf(this.blocks), off: this.off },
    longestWaitMinutes: parseSpan(this.wait) ?? 0,
    own: this.own,
    openWith: this.openWith.trim(),
    ...rated(this.rate, this.currency),
    promisedMinutes: parseSpan(this.promised) ?? 0,
    responsePromise: this.responsePromise.trim(),
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
  readonly wrongRate = $derived(
    !this.rate.trim() || rated(this.rate, this.currency).rate ? '' : words.clientPage.noRate,
  )
  readonly wrongPromised = $derived(
    !this.promised.trim() || parseSpan(this.promised) !== null ? '' : words.form.noSpan,
  )
  /** The first thing that keeps it from being stored; empty: nothing. */
  readonly wrong = $derived(
    this.wrongName || this.wrongZone || this.wrongWait || this.wrongRate || this.wrongPromised,
  )
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
    this.#agreed(client)
    this.#before = this.client
  }

  /** Takes over how a template has it, but for the name, the key and the colour. */
  like({ client, checkIns }: Template): void {
    this.zone = client.zone || this.zone
    this.blocks = blocksOf(client.hours?.week ?? [])
    this.wait = client.longestWaitMinutes ? words.span(client.longestWaitMinutes) : ''
    this.own = client.own ?? false
    this.#agreed(client)
    this.checkIns = checkIns
  }

  #agreed({ rate, promisedMinutes, responsePromise }: Client): void {
    this.rate = rate ? String(rate.minor / unitsOf(rate.currency)) : ''
    this.currency = rate?.currency ?? ''
    this.promised = promisedMinutes ? words.span(promisedMinutes) : ''
    this.responsePromise = responsePromise ?? ''
  }
}

// The rate as the core has it; without a field where there is none or it cannot be read.
function rated(amount: string, currency: string): Pick<Client, 'rate'> {
  const code = currency.trim().toUpperCase() || 'EUR'
  const number = Number(amount.trim().replace(',', '.') || Number.NaN)
  if (!(number > 0) || !/^[A-Z]{3}$/.test(code)) return {}
  return { rate: { minor: Math.round(number * unitsOf(code)), currency: code, text: '' } }
}

function withoutRate(client: Client): Client {
  const rest = { ...client }
  delete rest.rate
  return rest
}
