import type {
  App,
  BrokenWait,
  Capture,
  CheckIn,
  Client,
  RecordOf,
  Rule,
  Settings,
  ShieldRule,
} from '../src/api'

/** Settings as they are before anybody chose, but for the first run, which is over. */
function someSettings(): Settings {
  return {
    silenceBetween: false,
    budgetMinutes: 20,
    hours: { week: Array.from({ length: 7 }, () => []), off: [] },
    pausedFrom: null,
    pausedUntil: null,
    showCounts: false,
    appearance: 'system',
    keepDays: 90,
    inbound: '',
    welcomed: true,
    updates: false,
    updateFeed: '',
  }
}

const aTemplate = {
  id: 'retainer',
  name: 'Retainer',
  about: 'A fixed share of each week.',
  client: { id: 0, name: '', number: 0, colour: 1, longestWaitMinutes: 240, promisedMinutes: 480 },
  checkIns: [{ id: 0, at: '11:00', days: 'weekdays', client: '', once: '', zone: '' }],
}

const counts = { brokeThrough: 0, held: 9, atOnce: 0, muted: 0, other: 0, checkIns: 4 }
const anExample = {
  ...{ item: 1, client: 'Acme', title: 'Build failed', from: 'CI', app: 'Mail' },
  ...{ cameAt: '2026-03-26T09:00:00Z', before: '2026-03-26T12:00:00Z', then: null },
}
const aTrial = {
  ...{ from: '2026-03-13T11:18:00Z', until: '2026-03-27T11:18:00Z', looked: 9 },
  ...{ before: counts, then: { ...counts, held: 7, muted: 2 } },
  effects: [{ kind: 'muted', n: 2, examples: [anExample] }],
  waits: [
    {
      ...{ client: 'Acme', promiseMinutes: 180, longestBeforeMinutes: 180, examples: [] },
      ...{ longestThenMinutes: 240, brokenBefore: 0, brokenThen: 1 },
    },
  ],
  sentence: 'In the last 14 days this would have let 0 through at once and held 7.',
}

/** A longest wait that a change of the plan breaks, and that one check-in would keep. */
export function aBroken(differences: Partial<BrokenWait> = {}): BrokenWait {
  return {
    ...{ client: 'Acme', at: '2026-03-25T14:30:00Z', sentence: 'Acme would wait too long.' },
    breach: {
      ...{ from: '2026-03-25T12:00:00Z', until: '2026-03-25T17:30:00Z' },
      ...{ addAt: '2026-03-25T14:30:00Z', sentence: '', holdsMinutes: 330, shields: [] },
      checkIns: [{ at: '15:30', days: 'weekdays', own: false }],
    },
    ...differences,
  }
}

/** What was chosen in a fake core: settings, plan and rules, changed as the real one changes them. */
export class FakeSetup {
  settings = someSettings()
  checkIns: CheckIn[] = []
  rules: Rule[] = []
  shields: ShieldRule[] = []
  records: RecordOf[] = []
  apps: App[] = []
  capture: Capture = { state: 'ok', where: 'bus', code: '', sentence: '' }
  autostart = { on: false, program: '', sentence: '' }
  /** What any change of the plan would break. */
  broken: BrokenWait[] = []

  /** Answers what is about setting up; undefined: it is not. */
  answer(method: string, path: string, asked: URLSearchParams, body: unknown): unknown {
    const kind = asked.get('kind')
    switch (`${method} ${path}`) {
      case 'GET /settings':
        return this.settings
      case 'PUT /settings':
        return (this.settings = body as Settings)
      case 'GET /checkins':
        return { checkIns: this.checkIns, moments: [] }
      case 'POST /checkins':
        return this.#addCheckIn(body as Partial<CheckIn>)
      case 'POST /clients':
        return { client: { ...(body as Client), id: (body as Client).id || 9 }, breach: null }
      case 'POST /clients/check':
        return { client: body, breach: null }
      case 'GET /rules':
        return { rules: this.rules.filter((rule) => rule.kind === kind) }
      case 'GET /rules/proposed':
        return { proposals: this.#proposals }
      case 'POST /rules':
        return this.#addRule(body as Partial<Rule> & { instead?: number[] })
      case 'POST /rules/try':
        return { looked: 9, matched: 2, titles: ['One', 'Two'] }
      case 'POST /plan/try':
        return aTrial
      case 'GET /shields/rules':
        return { rules: this.shields }
      case 'GET /shields':
        return { shields: [] }
      case 'GET /records':
        return { records: this.records }
      case 'POST /records':
        return this.#addRecord(body as Partial<RecordOf>)
      case 'GET /clients/1/promise':
        return { texts: { en: 'I read messages at 9:30.', de: '' } }
      case 'GET /clients/templates':
        return { templates: [aTemplate] }
      case 'GET /sources':
        return { sources: [], secrets: 'keyring' }
      case 'GET /apps':
        return { capture: this.capture, from: '2026-02-26T00:00:00Z', apps: this.apps }
      case 'GET /autostart':
        return this.autostart
      case 'PUT /autostart':
        return (this.autostart = { ...this.autostart, on: (body as { on: boolean }).on })
      case 'GET /sources/kinds':
        return { kinds: [] }
      case 'GET /outbox':
        return { writes: [] }
      case 'POST /shields/rules':
        return this.#addShield(body as Partial<ShieldRule>)
      case 'GET /sessions':
        return { sessions: [] }
      case 'GET /meetings':
        return { meetings: [] }
      case 'GET /time':
        return { days: [], clients: [] }
      case 'POST /plan/check':
        return { broken: this.broken }
    }
    if (/^\/(checkins|shields)\/\d+(\/skip)?$/.test(path))
      return { act: { id: 1, sentence: 'Moved' } }
    const [, things, turned] = /^\/(\w+(?:\/rules)?)\/(\d+)\/switch$/.exec(path) ?? []
    if (turned) return this.#turn(things ?? '', Number(turned), (body as { on: boolean }).on)
    const [, rule] = /^\/rules\/(\d+)$/.exec(path) ?? []
    if (method === 'DELETE' && rule) this.rules = this.rules.filter(({ id }) => id !== Number(rule))
    return method === 'DELETE' ? { act: { id: 1, sentence: 'Removed' } } : undefined
  }

  readonly #proposals = [
    { builtin: 'calls', sentence: 'Calls come through.' },
    { builtin: 'alarms', sentence: 'Alarms come through.' },
  ]

  #turn(things: string, id: number, on: boolean): unknown {
    const turn = <T extends { id: number }>(all: T[]) =>
      all.map((each) => (each.id === id ? { ...each, off: !on } : each))
    if (things === 'rules') this.rules = turn(this.rules)
    if (things === 'checkins') this.checkIns = turn(this.checkIns)
    if (things === 'shields/rules') this.shields = turn(this.shields)
    return { act: { id: 1, sentence: 'Switched' }, broken: this.broken }
  }

  #addRecord(body: Partial<RecordOf>): RecordOf {
    const record: RecordOf = {
      ...{ id: this.records.length + 1, kind: 'note', client: '', item: 0, text: '', on: '' },
      ...{ since: null, createdAt: '2026-03-25T11:00:00Z', changedAt: null, resolvedAt: null },
      ...body,
    }
    this.records = [record, ...this.records]
    return record
  }

  #addCheckIn(body: Partial<CheckIn>): CheckIn {
    const rest = {
      id: this.checkIns.length + 1,
      at: '',
      days: 'daily',
      client: '',
      once: '',
      zone: '',
    }
    const added = { ...rest, ...body }
    this.checkIns = [...this.checkIns, added]
    return added
  }

  #addShield(body: Partial<ShieldRule>): ShieldRule {
    const rest = { id: this.shields.length + 1, at: '', minutes: 0, days: '', note: '', zone: '' }
    const added = { ...rest, ...body }
    this.shields = [...this.shields, added]
    return added
  }

  #addRule({ instead = [], ...body }: Partial<Rule> & { instead?: number[] }): Rule {
    const id = 1 + Math.max(0, ...this.rules.map((rule) => rule.id))
    this.rules = this.rules.filter((rule) => !instead.includes(rule.id))
    const rest = { id, kind: '', client: '', builtin: '', match: {} }
    const sentence = `Everything in ${body.match?.app} is ${body.kind}.`
    const added = { ...rest, sentence, ...body }
    this.rules = [...this.rules, added]
    return added
  }
}
