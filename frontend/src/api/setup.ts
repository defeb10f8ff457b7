import type createClient from 'openapi-fetch'
import { done, keyed, read, readOr } from './call'
import { requestKey } from './key'
import type { BrokenWait, PlanChange } from './planned'
import type { components, paths } from './schema'

type Schemas = components['schemas']

/** A part of a day: local times, "09:00" to "17:00"; "24:00" is the end of the day. */
type Range = Schemas['Range']
/** Working hours by day of the week, Sunday first, and dates off; no range at all: always. */
export interface Hours {
  week: Range[][]
  off: string[]
}
/** What the user chose. */
export type Settings = Omit<Schemas['Settings'], 'hours'> & { hours: Hours }
/** A check-in of the plan; `client` empty: common to all, `once` empty: it repeats. */
export type CheckIn = Schemas['CheckIn']
/** A check-in to be added. */
export type NewCheckIn = Omit<Schemas['CheckInInputBody'], '$schema'>
/** The longest waits that a change of the plan breaks. */
type Breaks = Schemas['BrokenWaits']
/** A check-in to come. */
export type Moment = Schemas['Moment']
/** The check-ins, and when they happen in the next week. */
interface Plan {
  checkIns: CheckIn[]
  moments: Moment[]
}
/** A shield that repeats: a local time, how long it lasts, and on which days. */
export type ShieldRule = Schemas['ShieldRule']
/** A shield that repeats, to be added. */
export type NewShieldRule = Omit<Schemas['ShieldRuleInputBody'], '$schema'>
/** A shield that was up, is up or is planned; `rule` 0: a single one. */
export type PlannedShield = Schemas['PlannedShield']
/** A shield for later. Instants are RFC 3339. */
export interface NewShield {
  from: string
  until: string
  note: string
  mend?: Mending[]
}
/** A check-in as it happened. */
export type Run = Schemas['Run']
/** Somebody the user works for; id 0: not stored yet. */
export type Client = Omit<Schemas['Client'], 'hours'> & { hours?: Hours }
/** A client as one of its sort usually is, without name and number. */
export interface Template {
  id: string
  name: string
  about: string
  client: Client
  checkIns: CheckIn[]
}
/** How the plan breaks a client's longest wait. */
export type Breach = Schemas['Breach']
/** What shall be done about a client's longest wait that a change of the plan breaks. */
export type Mending = Schemas['Mending']
/** How the plan can be changed so that it keeps a longest wait. */
export type Mend = NonNullable<Schemas['SaveClientInputBody']['mend']>
/** What a rule does. */
export type RuleKind = Schemas['RuleInputBody']['kind']
/** What an arrival must be like. */
export type Match = Schemas['Match']
/** One of the user's rules. */
export type Rule = Schemas['Rule']
/** A rule to be added. */
export type NewRule = Schemas['RuleInputBody']
/** A break-through rule that is proposed. */
export type Proposal = Schemas['Proposal']
/** What is added to plan and rules, and by number what is taken out, to see what would have come of it. */
export type PlanChanges = Schemas['TryPlanInputBody']
/** What would have come of the last 14 days under another plan and other rules. */
export interface PlanTrial extends Omit<Schemas['PlanTrial'], 'effects' | 'waits'> {
  effects: TrialEffect[]
  waits: TrialWait[]
}
type TrialEffect = Omit<Schemas['TrialEffect'], 'examples'> & { examples: TrialExample[] }
type TrialWait = Omit<Schemas['TrialWait'], 'examples'> & { examples: TrialExample[] }
/** An arrival that would have gone otherwise. */
export type TrialExample = Schemas['TrialExample']
/** What a rule would have caught. */
export interface Trial {
  looked: number
  matched: number
  titles: string[]
}

/** What the core said about a client: as it is stored now, and how the plan breaks its wait. */
interface SavedClient {
  client: Client
  breach: Breach | null
}

/**
 * What the user chooses: plan, clients, rules and settings. As with Core, every method throws a
 * Problem, and one that changes something acts once for each request key.
 */
export class Setup {
  readonly #client

  constructor(client: ReturnType<typeof createClient<paths>>) {
    this.#client = client
  }

  async settings(): Promise<Settings> {
    return settingsOf(await read(this.#client.GET('/api/v1/settings')))
  }

  /** Stores all settings at once, as one act that undo takes back, with what keeps waits that it breaks. */
  async setSettings(settings: Settings, key = requestKey(), mend?: Mending[]): Promise<Settings> {
    const options = { headers: keyed(key), body: { ...settings, ...mending(mend) } }
    return settingsOf(await readOr(this.#client.PUT('/api/v1/settings', options), () => settings))
  }

  async plan(): Promise<Plan> {
    return (await read(this.#client.GET('/api/v1/checkins'))) as Plan
  }

  /** Adds a check-in; what that breaks is told with it. */
  addCheckIn(body: NewCheckIn, key = requestKey()): Promise<CheckIn & Breaks> {
    return read(this.#client.POST('/api/v1/checkins', { headers: keyed(key), body }))
  }

  /** Takes a check-in out of the plan. */
  async removeCheckIn(id: number, key = requestKey(), mend?: Mending[]): Promise<void> {
    const body = mend?.length ? { body: { mend } } : {}
    const options = { params: { path: { id } }, headers: keyed(key), ...body }
    await done(this.#client.DELETE('/api/v1/checkins/{id}', options))
  }

  /** Which longest waits a change of the plan would break; of the active client, if one is. */
  async checkPlan(change: PlanChange): Promise<BrokenWait[]> {
    const options = { headers: keyed(requestKey()), body: change }
    return (await read(this.#client.POST('/api/v1/plan/check', options))).broken ?? []
  }

  /** The shields that repeat. */
  async shieldRules(): Promise<ShieldRule[]> {
    return (await read(this.#client.GET('/api/v1/shields/rules'))).rules ?? []
  }

  addShieldRule(body: NewShieldRule, key = requestKey()): Promise<ShieldRule> {
    return read(this.#client.POST('/api/v1/shields/rules', { headers: keyed(key), body }))
  }

  /** Takes a repeating shield away; one of it that is up goes on to its end. */
  async removeShieldRule(id: number, key = requestKey()): Promise<void> {
    const options = { params: { path: { id } }, headers: keyed(key) }
    await done(this.#client.DELETE('/api/v1/shields/rules/{id}', options))
  }

  /** The shields that touch a span; instants are RFC 3339. */
  async shieldsIn(from: string, until: string): Promise<PlannedShield[]> {
    const params = { query: { from, until } }
    return (await read(this.#client.GET('/api/v1/shields', { params }))).shields ?? []
  }

  /** Calls a planned shield off. */
  async cancelShield(id: number, key = requestKey()): Promise<void> {
    const options = { params: { path: { id } }, headers: keyed(key) }
    await done(this.#client.DELETE('/api/v1/shields/{id}', options))
  }

  /** Plans a single shield. */
  async planShield(body: NewShield, key = requestKey()): Promise<void> {
    await done(this.#client.POST('/api/v1/shields', { headers: keyed(key), body }))
  }

  /** The check-ins that happened today, the first one first. */
  async runsToday(): Promise<Run[]> {
    return (await read(this.#client.GET('/api/v1/receipt'))).checkIns ?? []
  }

  /** The clients behind the wall: all, or the active one alone. */
  async clients(): Promise<Client[]> {
    return ((await read(this.#client.GET('/api/v1/clients'))).clients ?? []).map(clientOf)
  }

  /**
   * Adds a client (id 0) or changes one. One whose longest wait the plan breaks is stored all the same;
   * with `mend` the plan is changed in the same act.
   */
  async saveClient(client: Client, key = requestKey(), mend?: Mend): Promise<SavedClient> {
    const options = { headers: keyed(key), body: { ...client, ...(mend ? { mend } : {}) } }
    const saved = await read(this.#client.POST('/api/v1/clients', options))
    return { client: clientOf(saved.client), breach: saved.breach as Breach | null }
  }

  /** How the plan would break the client's longest wait; null: it keeps it. Stores nothing. */
  async checkClient(client: Client): Promise<Breach | null> {
    const options = { headers: keyed(requestKey()), body: client }
    return (await read(this.#client.POST('/api/v1/clients/check', options))).breach as Breach | null
  }

  /** What a client may be told of the plan, by language; an empty text: nothing is planned. */
  async promise(id: number): Promise<Record<string, string>> {
    const params = { path: { id } }
    return (await read(this.#client.GET('/api/v1/clients/{id}/promise', { params }))).texts
  }

  /** Clients as one of their sort usually is. */
  async templates(): Promise<Template[]> {
    const { templates } = await read(this.#client.GET('/api/v1/clients/templates'))
    return (templates ?? []) as Template[]
  }

  async removeClient(id: number, key = requestKey()): Promise<void> {
    const options = { params: { path: { id } }, headers: keyed(key) }
    await done(this.#client.DELETE('/api/v1/clients/{id}', options))
  }

  async rules(kind: RuleKind): Promise<Rule[]> {
    const options = { params: { query: { kind } } }
    return (await read(this.#client.GET('/api/v1/rules', options))).rules ?? []
  }

  async proposals(): Promise<Proposal[]> {
    return (await read(this.#client.GET('/api/v1/rules/proposed'))).proposals ?? []
  }

  addRule(body: NewRule, key = requestKey()): Promise<Rule> {
    return read(this.#client.POST('/api/v1/rules', { headers: keyed(key), body }))
  }

  async removeRule(id: number, key = requestKey()): Promise<void> {
    const options = { params: { path: { id } }, headers: keyed(key) }
    await done(this.#client.DELETE('/api/v1/rules/{id}', options))
  }

  /** Switches a rule off, which keeps it, or on again. */
  async switchRule(id: number, on: boolean, key = requestKey()): Promise<void> {
    const options = { params: { path: { id } }, headers: keyed(key), body: { on } }
    await done(this.#client.POST('/api/v1/rules/{id}/switch', options))
  }

  /** Switches a check-in off or on. */
  async switchCheckIn(id: number, on: boolean, key: string, mend?: Mending[]): Promise<void> {
    const body = { on, ...mending(mend) }
    const options = { params: { path: { id } }, headers: keyed(key), body }
    await done(this.#client.POST('/api/v1/checkins/{id}/switch', options))
  }

  /** Switches a repeating shield off or on. */
  async switchShieldRule(id: number, on: boolean, key: string, mend?: Mending[]): Promise<void> {
    const body = { on, ...mending(mend) }
    const options = { params: { path: { id } }, headers: keyed(key), body }
    await done(this.#client.POST('/api/v1/shields/rules/{id}/switch', options))
  }

  /** What changed check-ins, shields and rules would have made of the last 14 days. Stores nothing. */
  async tryPlan(changes: PlanChanges): Promise<PlanTrial> {
    const options = { headers: keyed(requestKey()), body: changes }
    return (await read(this.#client.POST('/api/v1/plan/try', options))) as PlanTrial
  }

  /** What a match would have caught in the last 14 days. Stores nothing. */
  async tryRule(match: Match): Promise<Trial> {
    const options = { headers: keyed(requestKey()), body: { match } }
    return (await read(this.#client.POST('/api/v1/rules/try', options))) as Trial
  }
}

// Days without hours, and no days off, may come as null.
function hoursOf({ week, off }: Schemas['Hours']): Hours {
  return { week: Array.from({ length: 7 }, (_, day) => week?.[day] ?? []), off: off ?? [] }
}

/** What is sent along where something is to be done about waits. */
export function mending(mend: Mending[] | undefined): { mend?: Mending[] } {
  return mend?.length ? { mend } : {}
}

// What new hours break is no part of the settings, and is asked about before.
function settingsOf(told: Schemas['Settings'] & Partial<Breaks>): Settings {
  const settings = { ...told, hours: hoursOf(told.hours) }
  delete settings.broken
  return settings
}

function clientOf({ hours, ...rest }: Schemas['Client']): Client {
  return { ...rest, ...(hours ? { hours: hoursOf(hours) } : {}) }
}
