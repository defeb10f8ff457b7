import { problemOf, type Core } from '../api'
import { Sessions } from '../features/session/sessions.svelte'
import { Importing } from '../features/time/importing.svelte'
import { Timesheet } from '../features/time/timesheet.svelte'
import { localOf } from '../ui/local'
import { words } from '../words'
import type { Desk } from './desk.svelte'
import { saveFile } from './save'

type Place = Pick<Desk, 'gate' | 'switcher' | 'toast' | 'clock' | 'notices'>

/** Time worked, on the desk: sessions, and what a switch of clients means for them. */
export class Times {
  readonly sessions: Sessions
  readonly sheet: Timesheet
  readonly importing: Importing
  readonly #desk: Place

  /** `said` is told what was done, and asks the core how things stand after it. */
  constructor(core: Core, desk: Place, said: (text: string) => void) {
    this.#desk = desk
    this.sessions = new Sessions({
      core,
      running: () => desk.gate.status?.session ?? null,
      clients: () => desk.switcher.clients,
      said,
    })
    const zone = () => desk.gate.status?.zone ?? 'UTC'
    const today = () => localOf(zone())(desk.clock.now).date
    this.sheet = new Timesheet(core, { today, zone }, said)
    this.importing = new Importing(core, (text) => {
      said(text)
      return this.sheet.load()
    })
  }

  /** Another client is worked for: nothing of the one before may stay. */
  forget(): void {
    this.sessions.forget()
    this.sheet.forget()
    this.importing.close()
  }

  /** Gives the week that is shown to the user, as a file. */
  async export(format: 'csv' | 'pdf'): Promise<void> {
    const file = await this.sheet.file(format)
    if (!file) return
    try {
      const saved = await saveFile(file.name, file.content)
      if (saved) this.#desk.toast.say(words.time.exported(file.name))
      this.#desk.notices.drop('export')
    } catch (trouble) {
      this.#desk.notices.put({ about: 'export', sentence: problemOf(trouble).message })
    }
  }

  /** Whether something is asked that takes the keys. */
  get asking(): boolean {
    return this.sessions.asking !== null || this.importing.open
  }

  /** Starts a session, or asks where the user stops. */
  toggle(): void {
    this.sessions.toggle(this.#desk.gate.status?.client ?? '')
  }

  /** Works for a client, by name or number, or for all: empty. What runs is left with a line. */
  switchTo(client: string): void {
    const number = this.#desk.gate.status?.session?.clientNumber
    const same = client === '' || (number ? String(number) === client : false)
    if (same) void this.#switch(client)
    else this.sessions.leave(client, () => this.#switch(client))
  }

  #switch(client: string): Promise<void> {
    const { switcher, gate, toast } = this.#desk
    return switcher.to(client, async () => {
      await gate.load()
      const active = gate.status?.client
      toast.say(active ? words.switcher.switched(active) : words.switcher.switchedAll)
      if (!active) return
      await switcher.load()
      await this.sessions.welcome(active)
    })
  }
}
