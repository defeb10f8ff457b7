import {
  coalesce,
  problemOf,
  Trying,
  type Autostart,
  type Backup,
  type Inbound,
  type Local,
  type Restorable,
  type SystemPage,
} from '../../api'
import { words } from '../../words'

/** What the settings show of this machine: the scripts' address, and the backups. */
export class Machine {
  readonly trying = new Trying()
  #inbound = $state.raw<Inbound | null>(null)
  #autostart = $state.raw<Autostart | null>(null)
  #backups = $state.raw<Backup[] | null>(null)
  #asked = $state.raw<{ backup: Backup; would: Restorable } | null>(null)
  #busy = $state<'backup' | 'export' | 'restore' | null>(null)
  #exported = $state('')
  #abort: AbortController | null = null
  readonly #local: Local
  readonly #say: (text: string) => void

  /** Asks the core for both. Never throws. */
  readonly load = coalesce(() => this.#load())

  /** `say` is told what was done. */
  constructor(local: Local, say: (text: string) => void) {
    this.#local = local
    this.#say = say
  }

  /** Null until the core has told it. */
  get inbound(): Inbound | null {
    return this.#inbound
  }

  /** Null until the core has told it. */
  get autostart(): Autostart | null {
    return this.#autostart
  }

  /** Has Sluice start when the user signs in, or no more. */
  async start(on: boolean): Promise<void> {
    const now = await this.trying.run('autostart', on, (key) => this.#local.setAutostart(on, key))
    if (now) this.#autostart = now
  }

  /** Asks what the system holds. Never throws. */
  async loadAutostart(): Promise<void> {
    const now = await this.trying.run('autostart', null, () => this.#local.autostart())
    if (now) this.#autostart = now
  }

  /** Shows a page of the system's own settings. */
  async openPage(page: SystemPage): Promise<void> {
    await this.trying.run('page', page, (key) => this.#local.openPage(page, key))
  }

  /** The newest first; null until the core has told them. */
  get backups(): readonly Backup[] | null {
    return this.#backups
  }

  /** The backup that may be restored, and what that would do; null: none is asked about. */
  get asked(): { backup: Backup; would: Restorable } | null {
    return this.#asked
  }

  /** What takes its time at the moment. */
  get busy(): 'backup' | 'export' | 'restore' | null {
    return this.#busy
  }

  /** Where the last export went; empty: there was none. */
  get exported(): string {
    return this.#exported
  }

  async backUp(): Promise<void> {
    await this.#while('backup', async () => {
      const made = await this.trying.run('backup', null, (key) => this.#local.backUp(key))
      if (made) this.#say(words.backup.made)
      await this.load()
    })
  }

  /** Asks what restoring a backup would do; null asks nothing any more. */
  async ask(backup: Backup | null): Promise<void> {
    this.#asked = null
    if (!backup) return
    const would = await this.trying.run('restore', backup.path, () =>
      this.#local.previewRestore(backup.path),
    )
    if (would) this.#asked = { backup, would }
  }

  /** Restores the backup that was asked about. The core starts anew with it. */
  async restore(): Promise<void> {
    const path = this.#asked?.backup.path
    if (!path) return
    await this.#while('restore', async () => {
      const done = await this.trying.run('restore', path, async (key) => {
        await this.#local.restore(path, key)
        return true
      })
      if (!done) return
      this.#asked = null
      this.#say(words.backup.restoring)
    })
  }

  /** Writes everything into a file. */
  async export(): Promise<void> {
    this.#exported = ''
    this.#abort = new AbortController()
    const { signal } = this.#abort
    await this.#while('export', async () => {
      try {
        this.#exported = await this.#local.exportFile('', signal)
        this.trying.say('export', '')
      } catch (error) {
        this.trying.say('export', signal.aborted ? '' : problemOf(error).message)
      }
    })
  }

  cancelExport(): void {
    this.#abort?.abort()
  }

  /** Forgets what was told: another client is worked for. */
  forget(): void {
    this.#backups = null
    this.#asked = null
    this.#exported = ''
  }

  async #while(what: 'backup' | 'export' | 'restore', act: () => Promise<void>): Promise<void> {
    this.#busy = what
    await act()
    this.#busy = null
  }

  async #load(): Promise<void> {
    await this.trying.run('machine', null, async () => {
      const [inbound, backups] = await Promise.all([this.#local.inbound(), this.#local.backups()])
      this.#inbound = inbound
      this.#backups = backups
    })
  }
}
