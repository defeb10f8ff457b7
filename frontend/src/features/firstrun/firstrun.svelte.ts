import { Trying, type Client, type Proposal, type Settings, type Setup } from '../../api'
import { blocksOf, daysText, weekOf, type Block } from '../../ui/form/hours'
import { words } from '../../words'
import { changes, common, proposedTimes } from './plan'

/** A client as it is typed; id 0: not stored yet. */
interface Draft {
  key: number
  id: number
  name: string
  colour: number
}

const steps = 4

/**
 * The four steps of the first run. Each stores what it asked for when it is left by "next"; nothing
 * is stored by skipping, and going back and on again changes what was stored, never adds to it.
 */
export class FirstRun {
  /** The step that is shown, from 0. */
  step = $state(0)
  hours = $state.raw<Block>({ days: [1, 2, 3, 4, 5], start: '09:00', end: '17:00' })
  times = $state.raw<readonly string[]>(proposedTimes)
  clients = $state<Draft[]>([])
  /** Whether other programs are to be silenced; null: not answered yet. */
  silence = $state<boolean | null>(null)
  proposals = $state<(Proposal & { wanted: boolean })[]>([])
  busy = $state(false)
  readonly trying = new Trying()
  #keys = 0
  #known: Client[] = []
  readonly #setup: Setup
  readonly #done: () => unknown

  /** `done` is called when all is over and stored. */
  constructor(setup: Setup, done: () => unknown) {
    this.#setup = setup
    this.#done = done
  }

  /** Asks the core for what is there already; what cannot be had stays as proposed. */
  async begin(): Promise<void> {
    await this.trying.run('begin', null, async () => {
      const [settings, plan] = await Promise.all([this.#setup.settings(), this.#setup.plan()])
      this.#known = await this.#setup.clients()
      const proposals = await this.#setup.proposals()
      const planned = common(plan.checkIns).map(({ at }) => at)
      if (planned.length) this.times = planned.filter((at, i) => planned.indexOf(at) === i).sort()
      this.hours = blocksOf(settings.hours.week)[0] ?? this.hours
      this.clients = this.#known.map(({ id, name, colour }) => this.#draft(id, name, colour))
      if (!this.clients.length) this.addClient()
      this.proposals = proposals.map((proposal) => ({ ...proposal, wanted: true }))
    })
  }

  addClient(): void {
    const used = this.clients.map(({ colour }) => colour)
    const free = [1, 2, 3, 4, 5, 6, 7, 8, 9].find((colour) => !used.includes(colour))
    this.clients.push(this.#draft(0, '', free ?? (this.clients.length % 9) + 1))
  }

  removeClient(key: number): void {
    this.clients = this.clients.filter((client) => client.key !== key)
  }

  back(): void {
    this.step = Math.max(0, this.step - 1)
  }

  /** Goes on without storing what this step asks. */
  skip(): Promise<void> {
    return this.#busily(() => this.#onward())
  }

  /** Stores what this step asks, and goes on where that worked. */
  next(): Promise<void> {
    return this.#busily(async () => {
      const store = [this.#storeHours, this.#storeClients, this.#nothing, this.#storeRules]
      if (await store[this.step]!.call(this)) await this.#onward()
    })
  }

  /** Answers the question of silence at once, so that the verdict can be seen. */
  async answer(silence: boolean): Promise<void> {
    this.silence = silence
    await this.#change('silence', { silenceBetween: silence })
  }

  async #busily(task: () => Promise<unknown>): Promise<void> {
    if (this.busy) return
    this.busy = true
    await task()
    this.busy = false
  }

  async #onward(): Promise<void> {
    if (this.step < steps - 1) this.step++
    else if (await this.#change('end', { welcomed: true })) await this.#done()
  }

  #draft(id: number, name: string, colour: number): Draft {
    return { key: ++this.#keys, id, name, colour }
  }

  async #nothing(): Promise<boolean> {
    return true
  }

  async #change(about: string, part: Partial<Settings>): Promise<boolean> {
    const stored = await this.trying.run(about, part, async (key) => {
      return this.#setup.setSettings({ ...(await this.#setup.settings()), ...part }, key)
    })
    return stored !== null
  }

  async #storeHours(): Promise<boolean> {
    const days = this.hours.days
    this.trying.say('hours', days.length ? '' : words.firstRun.noDays)
    if (!days.length) return false
    const hours = { week: weekOf([this.hours]), off: [] }
    if (!(await this.#change('hours', { hours }))) return false
    const stored = await this.trying.run('hours', this.times, async () => {
      const { remove, add } = changes(
        (await this.#setup.plan()).checkIns.filter(({ off }) => !off),
        this.times,
        daysText(days),
      )
      for (const each of remove) await this.#setup.removeCheckIn(each.id)
      for (const each of add) await this.#setup.addCheckIn(each)
      return true
    })
    return stored !== null
  }

  async #storeClients(): Promise<boolean> {
    for (const draft of this.clients) {
      if (!draft.name.trim()) continue
      const client = this.#clientOf(draft)
      const saved = await this.trying.run(`client ${draft.key}`, client, (key) =>
        this.#setup.saveClient(client, key),
      )
      if (!saved) return false
      draft.id = saved.client.id
      this.#known = [...this.#known.filter(({ id }) => id !== draft.id), saved.client]
    }
    return true
  }

  #clientOf({ id, name, colour }: Draft): Client {
    const known = this.#known.find((client) => client.id === id)
    const taken = this.#known.map(({ number }) => number)
    const free = [1, 2, 3, 4, 5, 6, 7, 8, 9].find((number) => !taken.includes(number))
    return { number: free ?? 0, ...known, id, name: name.trim(), colour }
  }

  async #storeRules(): Promise<boolean> {
    const stored = await this.trying.run('rules', $state.snapshot(this.proposals), async () => {
      const rules = await this.#setup.rules('breakthrough')
      for (const { builtin, wanted } of this.proposals) {
        const rule = rules.find((each) => each.builtin === builtin)
        if (wanted && !rule) await this.#setup.addRule({ kind: 'breakthrough', builtin })
        if (wanted && rule?.off) await this.#setup.switchRule(rule.id, true)
        if (!wanted && rule) await this.#setup.removeRule(rule.id)
      }
      return true
    })
    return stored !== null
  }
}
