import { spawn, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { chmod, mkdtemp, readdir, rm } from 'node:fs/promises'
import { request } from 'node:http'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { createInterface } from 'node:readline'

const program = resolve(process.env['SLUICE_BIN'] ?? '../build/bin/sluice')
const stillProgram = resolve('../build/bin/still')

/** Something that arrives. */
export interface Arrival {
  title: string
  body?: string
  from?: string
  app?: string
  url?: string
  client?: string
  /** Straight into the queue, past the gate. */
  now?: boolean
}

/** A zone in which it is between eight and nine in the morning, so that most of the day lies ahead. */
export function morning(): string {
  const ahead = ((8 - new Date().getUTCHours() + 36) % 24) - 12
  return `Etc/GMT${ahead > 0 ? '-' : '+'}${Math.abs(ahead)}`
}

/** A core of its own: in a folder that nothing else uses, without a session bus, gone at the end. */
export class Core {
  /** Opens the interface, once. */
  readonly link: string
  readonly #process: ChildProcess
  readonly #folder: string
  readonly #socket: string

  private constructor(process: ChildProcess, folder: string, link: string, socket: string) {
    this.#process = process
    this.#folder = folder
    this.link = link
    this.#socket = socket
  }

  /** Starts a core in a zone and waits until it serves a browser. */
  static async start(zone = 'Europe/Berlin', more = {}): Promise<Core> {
    const folder = await mkdtemp(join(tmpdir(), 'sluice-e2e-'))
    await chmod(folder, 0o700) // as a runtime folder must be
    const env = { TZ: zone, SLUICE_PROFILE: join(folder, 'profile'), ...more }
    return Core.#launch(program, ['core', '--http', '127.0.0.1:0'], folder, env)
  }

  /** Starts one that serves the sample data at a moment that stands still, such as "2026-03-04T12:18". */
  static async still(at: string, ...args: string[]): Promise<Core> {
    const folder = await mkdtemp(join(tmpdir(), 'sluice-still-'))
    const where = ['--profile', join(folder, 'profile'), '--socket', join(folder, 'core.sock')]
    return Core.#launch(stillProgram, ['--at', at, ...where, ...args], folder)
  }

  static async #launch(file: string, args: string[], folder: string, more = {}): Promise<Core> {
    const child = spawn(file, args, {
      env: { PATH: process.env['PATH'], HOME: folder, XDG_RUNTIME_DIR: folder, ...more },
      stdio: ['ignore', 'pipe', 'inherit'],
    })
    const link = await linkIn(child, file)
    const socket = (await readdir(folder)).find((name) => name.endsWith('.sock'))
    if (!socket) throw new Error(`the core has no socket in ${folder}`)
    return new Core(child, folder, link, join(folder, socket))
  }

  async stop(): Promise<void> {
    const gone = once(this.#process, 'exit')
    this.#process.kill('SIGTERM')
    await gone
    await rm(this.#folder, { recursive: true, force: true })
  }

  /** Puts things in. */
  add(...arrivals: Arrival[]): Promise<unknown> {
    return this.ask('POST', '/arrivals', { arrivals })
  }

  /** Adds clients, numbered and coloured in their order. */
  async clients(...names: string[]): Promise<void> {
    for (const [at, name] of names.entries())
      await this.ask('POST', '/clients', { id: 0, number: at + 1, colour: at + 1, name })
  }

  /** Ends the first run, so that the screens are there at once. */
  async welcome(differences: Record<string, unknown> = {}): Promise<void> {
    const settings = (await this.ask('GET', '/settings')) as Record<string, unknown>
    await this.ask('PUT', '/settings', { ...settings, welcomed: true, ...differences })
  }

  /** Asks the core over its own socket, as the command line does. Throws what it refuses. */
  async ask(method: string, path: string, body?: unknown): Promise<unknown> {
    const headers = { 'Content-Type': 'application/json' }
    const asked = request({
      ...{ socketPath: this.#socket, path: `/api/v1${path}`, method, headers },
    })
    asked.end(body === undefined ? undefined : JSON.stringify(body))
    const [answer] = (await once(asked, 'response')) as [
      AsyncIterable<Buffer> & { statusCode: number },
    ]
    const text = Buffer.concat(await collect(answer)).toString()
    if (answer.statusCode >= 400) throw new Error(`${method} ${path}: ${text}`)
    return JSON.parse(text)
  }
}

async function collect(stream: AsyncIterable<Buffer>): Promise<Buffer[]> {
  const parts = []
  for await (const part of stream) parts.push(part)
  return parts
}

// The core prints the link when it serves.
async function linkIn(child: ChildProcess, file: string): Promise<string> {
  for await (const line of createInterface({ input: child.stdout! })) {
    const [link] = /http:\/\/\S+/.exec(line) ?? []
    if (link) return link
  }
  throw new Error(`${file} ended before it served; build it first`)
}
