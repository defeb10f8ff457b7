import {
  coalesce,
  problemOf,
  Trying,
  unreachable,
  type Core,
  type Rounding,
  type Session,
  type TimeSheet,
} from '../../api'
import { dateAfter, mondayOf } from '../../ui/local'
import { words } from '../../words'
import { fieldsOf, type Entry } from './entry'
import { keptRounding, keepRounding } from './rounding'

/** A week of time worked, one of its days in full, and correcting what is in it. */
export class Timesheet {
  readonly trying = new Trying()
  #monday = $state('')
  #date = $state('')
  #rounding = $state.raw<Rounding>(keptRounding())
  #sheet = $state.raw<TimeSheet | null>(null)
  #sessions = $state.raw<readonly Session[]>([])
  #entry = $state<Entry | null>(null)
  #failed = $state('')
  #asked = ''
  readonly #core: Core
  readonly #today: () => string
  readonly #zone: () => string
  readonly #said: (text: string) => unknown

  /** Asks the core for the week. Never throws. */
  readonly load = coalesce(() => this.#load())

  /** `clock` tells today's local date and the user's zone; `said` is told what was done. */
  constructor(
    core: Core,
    clock: { today: () => string; zone: () => string },
    said: (text: string) => unknown,
  ) {
    this.#core = core
    this.#today = clock.today
    this.#zone = clock.zone
    this.#said = said
  }

  /** The first day of the week that is shown. */
  get monday(): string {
    return this.#monday || mondayOf(this.#today())
  }

  /** The day that is shown in full. */
  get date(): string {
    return this.#date || this.#today()
  }

  get rounding(): Rounding {
    return this.#rounding
  }

  /** Null until the core has told the week that is shown. */
  get sheet(): TimeSheet | null {
    return this.#sheet
  }

  /** The sessions of the week that is shown. */
  get sessions(): readonly Session[] {
    return this.#sessions
  }

  /** What is being corrected or added; null: nothing. */
  get entry(): Entry | null {
    return this.#entry
  }

  /** Why the week could not be had, in a sentence; empty: it was. */
  get failed(): string {
    return this.#failed
  }

  get zone(): string {
    return this.#zone()
  }

  /** Shows the week so many weeks later, with the same day of it; 0: this week, with today. */
  turn(weeks: number): void {
    this.#entry = null
    this.#date = weeks ? dateAfter(this.date, 7 * weeks) : ''
    this.#monday = weeks ? mondayOf(this.date) : ''
    void this.load()
  }

  /** Shows a day of the week in full. */
  show(date: string): void {
    if (date !== this.#entry?.date) this.#entry = null
    this.#date = date
  }

  round(rounding: Rounding): void {
    this.#rounding = rounding
    keepRounding(rounding)
    void this.load()
  }

  edit(entry: Entry | null): void {
    this.#entry = entry
    this.trying.say('entry', '')
  }

  /** Stores what is in the row; false: it did not work, and `trying` says why. */
  async save(): Promise<boolean> {
    const entry = this.#entry
    if (!entry) return false
    const fields = fieldsOf(entry, this.#zone())
    if (!entry.client || !fields) {
      this.trying.say('entry', entry.client ? words.form.noTime : words.session.noClient)
      return false
    }
    const saved = await this.trying.run('entry', [entry.id, fields], (key) =>
      this.#core.time.save(entry.id, fields, key),
    )
    if (!saved) return false
    this.#entry = null
    this.#said(words.time.saved)
    await this.load()
    return true
  }

  /** Removes the session in the row. */
  async remove(): Promise<void> {
    const entry = this.#entry
    if (!entry?.id) return this.edit(null)
    const done = await this.trying.run('entry', ['remove', entry.id], async (key) => {
      await this.#core.time.remove(entry.id, key)
      return true
    })
    if (!done) return
    this.#entry = null
    this.#said(words.time.removed)
    await this.load()
  }

  /** The week as a file, rounded as it is shown; null: it did not work, and `failed` says why. */
  async file(format: 'csv' | 'pdf'): Promise<{ name: string; content: Blob } | null> {
    const [from, to] = [this.monday, dateAfter(this.monday, 6)]
    try {
      return await this.#core.time.export(format, from, to, this.#rounding)
    } catch (error) {
      this.#failed = problemOf(error).message
      return null
    }
  }

  /** Another client is worked for: nothing of the one before may stay. */
  forget(): void {
    this.#sheet = null
    this.#sessions = []
    this.#entry = null
  }

  async #load(): Promise<void> {
    const [from, to] = [this.monday, dateAfter(this.monday, 6)]
    this.#asked = from
    try {
      const [sheet, sessions] = await Promise.all([
        this.#core.time.sheet(from, to, this.#rounding),
        this.#core.time.sessions(from, to),
      ])
      if (this.#asked !== this.monday) return
      this.#sheet = sheet
      this.#sessions = sessions
      this.#failed = ''
    } catch (error) {
      const { code, message } = problemOf(error)
      this.#failed = code === unreachable ? '' : message
    }
  }
}
