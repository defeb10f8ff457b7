import {
  mending,
  Trying,
  type BrokenWait,
  type Core,
  type Mending,
  type NewShield,
  type NewShieldRule,
  type PlanChange,
} from '../../api'
import { timeOf } from '../../ui/form/timeofday'
import { words } from '../../words'
import { drafted, same, type Draft } from './draft'
import { instantOf } from '../../ui/local'
import { Asking } from '../../waits/asking.svelte'

/** Where and when the day is: a local date, the zone, minutes since its midnight. */
export interface When {
  date: string
  zone: string
  now: number
}

/** On which days a change counts: today alone, or all of them. */
export type Scope = 'today' | 'always'

/** Moving, adding and calling off what is planned: what is thought of, what it would break, the question. */
export class Moving {
  readonly trying = new Trying()
  /** What saving or taking out would break, asked before it is done. */
  readonly waits: Asking
  #before = $state.raw<Draft | null>(null)
  #draft = $state.raw<Draft | null>(null)
  #asking = $state(false)
  #broken = $state.raw<Record<Scope, readonly BrokenWait[]>>({ today: [], always: [] })
  #turn = 0
  readonly #core: Core
  readonly #when: () => When
  readonly #done: (said: string) => unknown

  /** `when` tells the day; `done` is told what was done. */
  constructor(core: Core, when: () => When, done: (said: string) => unknown) {
    this.#core = core
    this.#when = when
    this.#done = done
    this.waits = new Asking((change) => core.planned.check(change))
  }

  /** As it would be; null: nothing is moving. */
  get draft(): Draft | null {
    return this.#draft
  }

  /** As it is; null: nothing is moving, or it is new. */
  get before(): Draft | null {
    return this.#before
  }

  /** Whether the question is open: a drag has ended, or the user asked for it. */
  get asking(): boolean {
    return this.#asking
  }

  /** What saving it would break, for today alone or for all days. */
  get broken(): Record<Scope, readonly BrokenWait[]> {
    return this.#broken
  }

  /** Whether a thing is the one that moves. */
  is(thing: Draft | null): boolean {
    return (
      !!thing && !!this.#draft && thing.kind === this.#draft.kind && thing.id === this.#draft.id
    )
  }

  /** Shows a thing as it would be. `before` is as it is; null: it is new. */
  think(before: Draft | null, draft: Draft): void {
    if (this.#asking) return
    this.#before = before
    this.#draft = draft
  }

  /** Begins a new check-in or shield at a moment, and asks. */
  begin(kind: Draft['kind'], from: number, until: number): void {
    this.cancel()
    this.think(null, drafted(kind, from, until, this.#when().now))
    this.ask()
  }

  /** Changes what is thought of while the question is open. */
  change(to: Partial<Draft>): void {
    if (!this.#draft) return
    this.waits.leave()
    this.#draft = { ...this.#draft, ...to }
    void this.#foresee()
  }

  /** Opens the question about what is thought of. */
  ask(): void {
    if (!this.#draft) return
    this.#asking = true
    void this.#foresee()
  }

  /**
   * A drag or the arrows have ended: what does not repeat and breaks nothing is saved at once, the
   * rest is asked about.
   */
  async settle(): Promise<void> {
    const [before, draft] = [this.#before, this.#draft]
    if (!draft || this.#asking) return
    if (before && same(before, draft)) return this.cancel()
    await this.#foresee()
    if (this.#draft !== draft) return
    const once = before && !draft.repeats
    const breaks = this.#broken.today.length > 0
    this.#asking = !once || breaks
    if (!once) return
    const saved = this.save('today') // which asks first what shall be done about what it breaks
    if (!breaks && !(await saved)) this.#asking = this.#draft === draft
  }

  /** Nothing moves any more. */
  cancel(): void {
    this.#turn++
    this.waits.leave()
    this.#before = this.#draft = null
    this.#asking = false
    this.#broken = { today: [], always: [] }
    this.trying.say('move', '')
  }

  /**
   * Saves it, for today alone or for all days, once it is known what shall be done about waits that this
   * breaks; false: it was left, or it did not work, and `trying` says why.
   */
  async save(scope: Scope): Promise<boolean> {
    const [before, draft] = [this.#before, this.#draft]
    if (!draft) return false
    if (before && same(before, draft)) {
      this.cancel() // nothing was changed, so there is nothing to undo either
      return true
    }
    const mend = await this.#asked(() => this.#change(draft, scope))
    if (!mend || this.#draft !== draft) return false
    const content = [scope, draft, this.#when().date, mend]
    const saved = await this.trying.run('move', content, async (key) => {
      await this.#send(draft, scope, key, mend)
      return true
    })
    if (saved)
      this.#finish(draft, words.today.saidMoved(draft.kind, draft.id === 0, timeOf(draft.from)!))
    return saved === true
  }

  /** Leaves a check-in out today, or calls a shield off, or takes either out of the plan. */
  async remove(scope: Scope): Promise<void> {
    const [before, draft] = [this.#before, this.#draft]
    if (!before || !draft) return
    const mend = before.kind === 'shield' ? [] : await this.#asked(() => this.#taken(before, scope))
    if (!mend || this.#draft !== draft) return
    const content = [scope, before.kind, before.id, mend]
    const done = await this.trying.run('move', content, async (key) => {
      await this.#take(before, scope, key, mend)
      return true
    })
    if (done) this.#finish(draft, words.today.saidRemoved(before.kind, timeOf(before.from)!))
  }

  // Meanwhile the user may have gone on to move something else.
  #finish(draft: Draft, said: string): void {
    if (this.#draft === draft) this.cancel()
    this.#done(said)
  }

  // Nobody is kept from planning where the core cannot tell what that breaks.
  async #asked(change: () => PlanChange | Promise<PlanChange>): Promise<Mending[] | null> {
    try {
      return await this.waits.about(await change())
    } catch {
      return []
    }
  }

  #send(draft: Draft, scope: Scope, key: string, mend: Mending[]): Promise<unknown> {
    const { planned, setup } = this.#core
    if (draft.kind === 'shield') return this.#sendShield(draft, scope, key, mend)
    if (!draft.id) return setup.addCheckIn({ ...this.#fresh(draft, scope), ...mending(mend) }, key)
    const at = timeOf(this.#clock(draft))!
    return planned.moveCheckIn(draft.id, at, this.#only(draft, scope), key, mend)
  }

  // A new check-in, for today alone or for all working days.
  #fresh(draft: Draft, scope: Scope): { at: string; once?: string; days?: string } {
    const at = timeOf(this.#clock(draft))!
    return scope === 'today' ? { at, once: this.#when().date } : { at, days: 'weekdays' }
  }

  async #sendShield(draft: Draft, scope: Scope, key: string, mend: Mending[]): Promise<unknown> {
    const { planned, setup } = this.#core
    if (scope === 'always') {
      const repeat = { ...(await this.#repeat(draft)), ...mending(mend) }
      if (!draft.rule) return setup.addShieldRule(repeat, key)
      return planned.changeRepeat(draft.rule, repeat, key)
    }
    const span = { ...this.#span(draft), ...mending(mend) }
    return draft.id ? planned.moveShield(draft.id, span, key) : setup.planShield(span, key)
  }

  // The days and the zone of what repeats already stay as they are.
  async #repeat({ rule, from, until, note }: Draft): Promise<NewShieldRule> {
    const repeat = { at: timeOf(from)!, minutes: until - from, note }
    if (!rule) return { ...repeat, days: 'weekdays' }
    const told = (await this.#core.setup.shieldRules()).find(({ id }) => id === rule)
    const { days = 'weekdays', zone = '' } = told ?? {}
    return { ...repeat, days, zone }
  }

  #take(before: Draft, scope: Scope, key: string, mend: Mending[]): Promise<unknown> {
    const { planned, setup } = this.#core
    if (before.kind === 'shield') {
      if (scope === 'always') return setup.removeShieldRule(before.rule, key)
      return setup.cancelShield(before.id, key)
    }
    if (scope === 'always' || !before.repeats) return setup.removeCheckIn(before.id, key, mend)
    return planned.skipCheckIn(before.id, this.#when().date, key, mend)
  }

  // A check-in that is left out today, or goes.
  #taken({ id, repeats }: Draft, scope: Scope): PlanChange {
    if (scope === 'always' || !repeats) return { checkIn: id, remove: true }
    return { checkIn: id, skip: this.#when().date }
  }

  #span(draft: Draft): NewShield {
    const { date, zone } = this.#when()
    const at = (minutes: number) => instantOf(date, minutes, zone)
    return { from: at(draft.from), until: at(draft.until), note: draft.note }
  }

  #clock(draft: Draft): number {
    return (draft.from + draft.ahead + 2 * 24 * 60) % (24 * 60)
  }

  #only(draft: Draft, scope: Scope): string {
    return scope === 'today' && draft.repeats ? this.#when().date : ''
  }

  // What the change would break; a core that cannot tell keeps nobody from planning.
  async #foresee(): Promise<void> {
    const draft = this.#draft
    if (!draft) return
    const turn = ++this.#turn
    const check = async (scope: Scope) => this.#core.planned.check(await this.#change(draft, scope))
    try {
      const today = check('today')
      const [one, all] = await Promise.all([today, draft.repeats ? check('always') : today])
      if (turn === this.#turn) this.#broken = { today: one, always: all }
    } catch {
      if (turn === this.#turn) this.#broken = { today: [], always: [] }
    }
  }

  async #change(draft: Draft, scope: Scope): Promise<PlanChange> {
    if (draft.kind === 'shield') {
      if (scope === 'always') return { rule: draft.rule, repeat: await this.#repeat(draft) }
      const { from, until } = this.#span(draft)
      return { shield: draft.id, from, until }
    }
    if (!draft.id) return { add: [this.#fresh(draft, scope)] }
    const at = timeOf(this.#clock(draft))!
    return { checkIn: draft.id, at, only: this.#only(draft, scope) }
  }
}
