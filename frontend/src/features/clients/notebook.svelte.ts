import { SvelteMap } from 'svelte/reactivity'
import { Trying, type RecordKind, type RecordOf, type Records } from '../../api'
import { words } from '../../words'

/** A record as it is being written; `id` 0: a new one. */
export interface Writing {
  client: string
  kind: RecordKind
  id: number
  text: string
  /** Of a blocker: on whom. */
  on: string
}

/**
 * Writing down what belongs to a client: decisions, blockers, notes and the baton note. What is being
 * written stays until it is kept or put away, also while another client is looked at.
 */
export class Notebook {
  readonly trying = new Trying()
  #open = new SvelteMap<string, Writing>()
  readonly #records: Records
  readonly #did: (said: string) => unknown

  /** `did` is told what was done once it is stored, and asks for the records anew. */
  constructor(records: Records, did: (said: string) => unknown) {
    this.#records = records
    this.#did = did
  }

  /** What is being written in a place; undefined: nothing is. */
  at(client: string, kind: RecordKind, id = 0): Writing | undefined {
    return this.#open.get(placeOf({ client, kind, id }))
  }

  begin(client: string, kind: RecordKind): void {
    this.change(this.at(client, kind) ?? { client, kind, id: 0, text: '', on: '' })
  }

  edit(client: string, { kind, id, text, on }: RecordOf): void {
    this.change(this.at(client, kind, id) ?? { client, kind, id, text, on })
  }

  change(writing: Writing): void {
    this.#open.set(placeOf(writing), writing)
  }

  /** Puts away what is being written. */
  putAway(writing: Writing): void {
    this.#open.delete(placeOf(writing))
    this.trying.say(placeOf(writing), '')
  }

  /** Stores what is being written. False: `wrong` says why not. */
  async keep(writing: Writing): Promise<boolean> {
    const text = writing.text.trim()
    const on = writing.kind === 'blocker' ? { on: writing.on.trim() } : {}
    if (!text) {
      this.trying.say(placeOf(writing), words.clientPage.nothingWritten)
      return false
    }
    const said = writing.id ? words.form.saved : words.said.written
    const kept = await this.#try(placeOf(writing), [text, on], said, (key) =>
      writing.id
        ? this.#records.change(writing.id, { text, ...on }, key)
        : this.#records.addFor(writing.kind, writing.client, { text, ...on }, key),
    )
    if (kept) this.putAway(writing)
    return kept
  }

  /** Says that a blocker is resolved, or that it stands again. */
  resolve({ id, resolvedAt }: RecordOf): Promise<boolean> {
    return this.#try(`record ${id}`, !resolvedAt, words.form.saved, (key) =>
      this.#records.resolve(id, !resolvedAt, key),
    )
  }

  remove({ id }: RecordOf): Promise<boolean> {
    return this.#try(`record ${id}`, 'remove', words.said.recordRemoved, (key) =>
      this.#records.remove(id, key),
    )
  }

  /** What is wrong with what is being written; empty: nothing. */
  wrong(writing: Writing): string {
    return this.trying.wrong(placeOf(writing))
  }

  async #try(
    about: string,
    content: unknown,
    said: string,
    act: (key: string) => Promise<unknown>,
  ): Promise<boolean> {
    const done = await this.trying.run(about, content, async (key) => {
      await act(key)
      return true
    })
    if (done) await this.#did(said)
    return done === true
  }
}

const placeOf = ({ client, kind, id }: Pick<Writing, 'client' | 'kind' | 'id'>) =>
  `${kind} ${id} ${client}`
