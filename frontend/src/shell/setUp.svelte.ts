import type { Core } from '../api'
import { Beside } from '../features/clients/beside.svelte'
import { Clients } from '../features/clients/clients.svelte'
import { Insights } from '../features/insights/insights.svelte'
import { Plan } from '../features/rules/plan.svelte'
import { Rules, type RulesPage } from '../features/rules/rules.svelte'
import { Accounts } from '../features/settings/accounts.svelte'
import { Machine } from '../features/settings/machine.svelte'
import { Programs } from '../features/settings/programs.svelte'
import type { SettingsPage } from '../features/settings/places'
import { Choices } from '../features/settings/settings.svelte'
import { Today } from '../features/today/today.svelte'
import type { KeyNames } from '../ui/keys/keyNames'
import { keyNamesOf } from './keyNames'
import { openLink } from './links'
import { Sample } from './sample.svelte'

/** What the user set up, and the day that comes of it. */
export class SetUp {
  readonly choices: Choices
  readonly clients: Clients
  readonly beside: Beside
  readonly accounts: Accounts
  readonly machine: Machine
  readonly programs: Programs
  readonly sample: Sample
  readonly rules: Rules
  readonly insights: Insights
  readonly plan: Plan
  readonly today: Today
  /** The page of the rules that is shown. */
  kind = $state<RulesPage>('checkins')
  /** The page of the settings that is shown. */
  page = $state<SettingsPage>('accounts')
  readonly #core: Core

  /**
   * `said` is told what was done, and asks the core how the gate stands after it; `clock` tells the
   * core's time and the user's zone.
   */
  constructor(
    core: Core,
    said: (text: string) => void,
    clock: () => { now: number; zone: string },
  ) {
    this.#core = core
    this.choices = new Choices(core.setup, said)
    this.clients = new Clients(core.setup, said)
    this.beside = new Beside(core, said)
    this.sample = new Sample(core.local)
    this.accounts = new Accounts(core.sources, core.setup, said, openLink)
    this.machine = new Machine(core.local, said)
    this.programs = new Programs(core.local, core.setup, said)
    this.insights = new Insights(core, said)
    this.rules = new Rules(core.setup, said)
    this.plan = new Plan(core.setup, said)
    this.today = new Today(core, clock, said)
  }

  /** Whether the first run is still to be done; false too while that is not known. */
  get first(): boolean {
    return this.choices.told?.welcomed === false
  }

  /** The keys that sentences name. */
  readonly keyNames: KeyNames = keyNamesOf(() => this.choices.told?.keys)

  /** What the first run speaks to. */
  get api() {
    return this.#core.setup
  }

  /** Another client is worked for: nothing of the one before may stay. */
  forget(): void {
    this.choices.forget()
    this.clients.forget()
    this.beside.forget()
    this.accounts.forget()
    this.machine.forget()
    this.programs.forget()
    this.rules.forget()
    this.insights.forget()
    this.plan.forget()
    this.today.forget()
  }
}
