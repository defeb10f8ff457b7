import type createClient from 'openapi-fetch'
import { done, keyed, read } from './call'
import { requestKey } from './key'
import type { components, paths } from './schema'

type Schemas = components['schemas']

/** Where scripts on this machine may put things in; `address` empty: nowhere. */
export type Inbound = Schemas['Inbound']
/** Whether Sluice starts when the user signs in, and what there is to say of it. */
export type Autostart = Schemas['Autostart']
/** A page of the system's own settings. */
export type SystemPage = Schemas['Status']['pages'][number]
/** How the reading of other programs' notifications stands. */
export type Capture = Schemas['Capture']
/** A program whose notifications were seen. */
export type App = Schemas['App']
/** A copy of the database; `items` null: it cannot be read. */
export type Backup = Schemas['Backup']
/** What a restore would do: what the backup holds, and what is there now. */
export type Restorable = Schemas['Restorable']

/** What concerns this machine: scripts, sample data, backups. As with Core, every method throws a Problem. */
export class Local {
  readonly #client

  constructor(client: ReturnType<typeof createClient<paths>>) {
    this.#client = client
  }

  inbound(): Promise<Inbound> {
    return read(this.#client.GET('/api/v1/inbound'))
  }

  /** Whether Sluice starts when the user signs in, by what the system holds. */
  autostart(): Promise<Autostart> {
    return read(this.#client.GET('/api/v1/autostart'))
  }

  setAutostart(on: boolean, key = requestKey()): Promise<Autostart> {
    return read(this.#client.PUT('/api/v1/autostart', { headers: keyed(key), body: { on } }))
  }

  /** The programs whose notifications were seen in the last four weeks, and how the reading stands. */
  async apps(): Promise<{ capture: Capture; apps: App[] }> {
    const { capture, apps } = await read(this.#client.GET('/api/v1/apps'))
    return { capture, apps: apps ?? [] }
  }

  /** Shows the user a page of the system's own settings. */
  async openPage(page: SystemPage, key = requestKey()): Promise<void> {
    const options = { headers: keyed(key), params: { path: { page } } }
    await done(this.#client.POST('/api/v1/system/pages/{page}', options))
  }

  /** Runs the sample data beside this profile; gives a link for a browser, or, opened in a window, none. */
  async openSample(window: boolean, key = requestKey()): Promise<string> {
    const options = { headers: keyed(key), body: { window } }
    return (await read(this.#client.POST('/api/v1/sample/open', options))).link
  }

  /** Ends the core, which must be one of sample data. */
  async endSample(key = requestKey()): Promise<void> {
    await done(this.#client.POST('/api/v1/sample/end', { headers: keyed(key) }))
  }

  /** The profile's backups, the newest first. */
  async backups(): Promise<Backup[]> {
    return (await read(this.#client.GET('/api/v1/backups'))).backups ?? []
  }

  backUp(key = requestKey()): Promise<Backup> {
    return read(this.#client.POST('/api/v1/backups', { headers: keyed(key), body: {} }))
  }

  /** What restoring a backup would do. Does nothing. */
  previewRestore(path: string): Promise<Restorable> {
    const options = { headers: keyed(requestKey()), body: { path } }
    return read(this.#client.POST('/api/v1/backups/preview', options))
  }

  /** Restores a backup: the core ends, puts it in place, and starts anew. */
  async restore(path: string, key = requestKey()): Promise<void> {
    await done(
      this.#client.POST('/api/v1/backups/restore', { headers: keyed(key), body: { path } }),
    )
  }

  /**
   * Writes everything, or all that belongs to a client, as lines of JSON into a new file in the folder
   * for downloads, and gives its path. Aborted, it leaves no file.
   */
  async exportFile(client: string, signal: AbortSignal, key = requestKey()): Promise<string> {
    const params = { query: client ? { client } : {} }
    const options = { params, headers: keyed(key), signal }
    return (await read(this.#client.POST('/api/v1/export/file', options))).path
  }
}
