import {
  keyAfter,
  problemOf,
  requestKey,
  type Core,
  type Item,
  type ThereVerb,
  type Write,
} from '../api'
import { Drafts } from '../items/drafts.svelte'
import type { There } from '../items/there'
import type { Action } from '../ui/action'
import { mayOpen } from '../ui/address'
import { words } from '../words'
import type { Desk } from './desk.svelte'
import { openLink } from './links'

const said = words.records.there

/** Does what the user asks for where items came from, and opens their links. */
export class Elsewhere {
  readonly drafts = new Drafts()
  #asked = $state.raw(0)
  #wrong = $state.raw('')
  #key = requestKey()
  #busy = false
  readonly #core: Core
  readonly #desk: Desk

  constructor(core: Core, desk: Desk) {
    this.#core = core
    this.#desk = desk
  }

  get asked(): number {
    return this.#asked
  }

  get wrong(): string {
    return this.#wrong
  }

  /** Whether the item under the cursor can be replied to. During a call no draft is shown. */
  get replies(): boolean {
    const { list, deep, gate, thread } = this.#desk
    const item = list?.selected
    if (!item || deep || gate.status?.callUntil) return false
    return !!thread.detailOf(item)?.can.some(({ verb }) => verb === 'reply')
  }

  /** Has the field take the focus. */
  ask(): void {
    this.#desk.reading = true
    this.#wrong = ''
    this.#asked += 1
  }

  /** Puts a reply into the outbox; its words stay where the core does not take them. One at a time. */
  async send(item: Item, text: string): Promise<void> {
    if (this.#busy) return
    this.#busy = true
    try {
      await this.#core.there.reply(item.id, text, this.#key)
      this.#key = requestKey()
      this.#wrong = ''
      // What was typed meanwhile is another draft.
      if (this.drafts.of(item) === text) this.drafts.keep(item, '')
      this.#desk.tell(said.onItsWay)
      await this.#desk.thread.load(item.id)
    } catch (error) {
      this.#key = keyAfter(error, this.#key)
      this.#wrong = problemOf(error).message
    } finally {
      this.#busy = false
    }
  }

  write(item: Item, verb: ThereVerb): Promise<void> {
    const act = (key: string) => this.#core.there.write(item.id, verb, key)
    return this.#do(item.id, act, said.onItsWay)
  }

  settle(write: Write, again: boolean): Promise<void> {
    const { sources } = this.#core
    const act = (key: string) =>
      again ? sources.retry(write.id, key) : sources.withdraw(write.id, key)
    return this.#do(write.item, act, again ? said.onItsWayAgain : said.states.withdrawn)
  }

  async split(item: Item, arrival: number): Promise<void> {
    const act = (key: string) => this.#core.there.split(item.id, arrival, key)
    await this.#do(item.id, act, said.wasSplit)
    void this.#desk.list?.load()
  }

  /** Opens a link of the item under the cursor, or the item's own, in what its client's links open in. */
  async open(link = ''): Promise<void> {
    const item = this.#desk.list?.selected
    const address = link || (item?.url ?? '')
    if (!mayOpen(address)) return
    // Who belongs to no client has no command that could be asked for.
    if (!item?.client) return void openLink(address)
    try {
      const opened = await this.#core.there.open(item.id, link)
      this.#desk.notices.drop('open')
      if (!opened) openLink(address)
    } catch (error) {
      const retry = { label: words.trouble.retry, run: () => this.open(link) }
      this.#desk.notices.put({ about: 'open', sentence: problemOf(error).message, retry })
    }
  }

  async #do(
    item: number,
    act: (key: string) => Promise<unknown>,
    done: string,
    key = requestKey(),
  ): Promise<void> {
    const { notices, thread } = this.#desk
    try {
      await act(key)
    } catch (error) {
      const run = () => this.#do(item, act, done, keyAfter(error, key))
      const retry = { label: words.trouble.retry, run }
      return notices.put({ about: 'there', sentence: problemOf(error).message, retry })
    }
    notices.drop('there')
    this.#desk.tell(done)
    await thread.load(item)
  }
}

/** A reply to the item under the cursor, as an action. */
export function replyAction(desk: Desk): Action {
  return {
    ...{ id: 'reply', label: words.acts.reply, keys: ['r'], icon: 'mail' },
    when: () => desk.elsewhere.replies,
    run: () => desk.elsewhere.ask(),
  }
}

/** What the pane of an item needs of it. */
export function thereOf(desk: Desk, reply: Action): There {
  const { elsewhere } = desk
  return {
    drafts: elsewhere.drafts,
    reply,
    get asked() {
      return elsewhere.asked
    },
    get wrong() {
      return elsewhere.wrong
    },
    send: (item, text) => elsewhere.send(item, text),
    write: (item, verb) => elsewhere.write(item, verb),
    settle: (write, again) => elsewhere.settle(write, again),
    split: (item, arrival) => elsewhere.split(item, arrival),
  }
}
