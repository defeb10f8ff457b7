import { keyAfter, problemOf, requestKey, type Core, type RecordKind, type RecordOf } from '../api'
import type { Action } from '../ui/action'
import { words } from '../words'
import type { Desk } from './desk.svelte'
import { thereOf } from './there.svelte'

/** What the user writes down about items, and says of break-throughs. */
export class Notes {
  readonly #core: Core
  readonly #desk: Desk

  constructor(core: Core, desk: Desk) {
    this.#core = core
    this.#desk = desk
  }

  /** Asks what is to be written down about the item under the cursor. */
  ask(): void {
    const item = this.#desk.list?.selected
    if (item) this.#desk.hand.triage.ask({ question: 'record', items: [item] })
  }

  /** Writes down what was asked for; the text stays where the core does not take it. */
  async write(kind: RecordKind, text: string): Promise<void> {
    const { triage } = this.#desk.hand
    const item = triage.asking?.items[0]
    if (!item) return
    if (!(await triage.answer(() => this.#core.records.add(kind, item.id, text)))) return
    triage.draft.record = ''
    this.#desk.tell(words.said.written)
    void this.#desk.thread.load(item.id)
  }

  resolve(record: RecordOf): Promise<void> {
    const act = (key: string) => this.#core.records.resolve(record.id, !record.resolvedAt, key)
    return this.#do('record', record.item, act, words.said.written)
  }

  remove(record: RecordOf): Promise<void> {
    const act = (key: string) => this.#core.records.remove(record.id, key)
    return this.#do('record', record.item, act, words.said.recordRemoved)
  }

  /** The break-through of the item under the cursor that was not judged yet; 0: there is none. */
  get unjudged(): number {
    const item = this.#desk.list?.selected
    const thread = item && this.#desk.thread.of(item)
    const open = (thread ?? []).filter(
      ({ outcome, worth }) => outcome === 'brokeThrough' && worth === null,
    )
    return open.at(-1)?.id ?? 0
  }

  async judge(worth: boolean): Promise<void> {
    const [arrival, item] = [this.unjudged, this.#desk.list?.selected?.id]
    if (!arrival || item === undefined) return
    const act = (key: string) => this.#core.records.worth(arrival, worth, key)
    await this.#do('worth', item, act, words.said.worth(worth))
  }

  async #do(
    about: string,
    item: number,
    act: (key: string) => Promise<unknown>,
    said: string,
    key = requestKey(),
  ): Promise<void> {
    const { notices, thread } = this.#desk
    try {
      await act(key)
    } catch (error) {
      const run = () => this.#do(about, item, act, said, keyAfter(error, key))
      const retry = { label: words.trouble.retry, run }
      return notices.put({ about, sentence: problemOf(error).message, retry })
    }
    notices.drop(about)
    this.#desk.tell(said)
    if (item) await thread.load(item)
  }
}

/** What is written down, and how break-throughs are judged, as actions. */
export function noteActions(desk: Desk) {
  const open = () => !!desk.list?.selected && !desk.deep
  const judge = (id: string, label: string, key: string, worth: boolean): Action => ({
    ...{ id, label, keys: [key], when: () => open() && desk.notes.unjudged > 0 },
    run: () => desk.notes.judge(worth),
  })
  return {
    decide: {
      ...{ id: 'decide', label: words.acts.decide, keys: ['d'], icon: 'decide', when: open },
      run: () => desk.notes.ask(),
    },
    worthYes: judge('worthYes', words.records.worthYes, 'y', true),
    worthNo: judge('worthNo', words.records.worthNo, 'n', false),
  } satisfies Record<string, Action>
}

/** What the pane of an item needs of it. */
export function notesOf(
  desk: Desk,
  { worthYes, worthNo, reply }: Record<'worthYes' | 'worthNo' | 'reply', Action>,
) {
  return {
    resolve: (record: RecordOf) => desk.notes.resolve(record),
    remove: (record: RecordOf) => desk.notes.remove(record),
    answers: [worthYes, worthNo],
    there: thereOf(desk, reply),
  }
}
