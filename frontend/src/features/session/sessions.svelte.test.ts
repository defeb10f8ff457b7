import { beforeEach, describe, expect, it } from 'vitest'
import { FakeCore, json, problem } from '../../../test/fake'
import type { Resume, Session } from '../../api'
import { Sessions } from './sessions.svelte'
import { clockOf } from '../../ui/local'
import { lasted, sinceOf } from './since'

const now = Date.parse('2026-03-25T11:18:30Z') // 12:18 in Berlin
const zone = 'Europe/Berlin'

describe('since when', () => {
  it.each<[string, string | null | undefined]>([
    ['', null],
    ['9:30', '2026-03-25T08:30:00.000Z'],
    ['930', '2026-03-25T08:30:00.000Z'],
    ['20 min', '2026-03-25T10:58:30.000Z'],
    ['13:00', undefined], // is to come
    ['soon', undefined],
  ])('%j', (text, at) => {
    expect(sinceOf(text, now, zone)).toBe(at)
  })

  it('is shown as a clock that leaves the seconds out', () => {
    expect(lasted('2026-03-25T11:06:00Z', now)).toBe('0:12')
    expect(lasted('2026-03-25T11:19:00Z', now)).toBe('0:00') // clocks may differ
    expect(clockOf(2401)).toBe('40:01')
  })
})

function aSession(differences: Partial<Session> = {}): Session {
  return {
    ...{ id: 3, client: 'Acme', clientNumber: 1, project: 'Checkout', billable: true },
    ...{ coordination: false, startedAt: '2026-03-25T11:06:00Z', endedAt: null },
    ...{ note: '', resume: '' },
    ...differences,
  }
}

const aResume = (resume: string): Resume => ({
  ...{ client: 'Acme', project: 'Checkout', resume, at: '2026-03-24T16:20:00Z' },
  projects: ['Checkout', 'Offer'],
})

describe('sessions', () => {
  let fake: FakeCore
  let running: Session | null
  let sessions: Sessions
  let said: string[]

  beforeEach(() => {
    fake = new FakeCore()
    running = null
    said = []
    sessions = new Sessions({
      core: fake.core,
      running: () => running,
      clients: () => fake.clients,
      said: (text) => said.push(text),
    })
    fake.next('GET /clients/1/resume', () => json(aResume('Line 40, then the tests')))
  })

  it('begin with the last project, and show where it was left', async () => {
    sessions.toggle('Acme')
    await expect.poll(() => sessions.left?.resume).toBe('Line 40, then the tests')
    expect(sessions.draft.project).toBe('Checkout')
    fake.next('POST /sessions/start', () => json({ session: aSession(), ended: null }))
    await sessions.start('2026-03-25T08:30:00.000Z')
    expect(fake.callsOf('POST /sessions/start')[0]?.body).toEqual({
      ...{ client: 'Acme', project: 'Checkout', startedAt: '2026-03-25T08:30:00.000Z' },
    })
    expect(sessions.asking).toBeNull()
    expect(said).toEqual(['A session for Acme. T stops it'])
  })

  it('propose whom was worked for last where all clients are shown', async () => {
    const ended = aSession({ endedAt: '2026-03-25T11:10:00Z' })
    fake.next('GET /sessions', () => json({ sessions: [ended] }))
    sessions.toggle('')
    await expect.poll(() => sessions.asking).toEqual({ kind: 'start', client: 'Acme' })
  })

  it('are left with a line when another client is worked for', async () => {
    running = aSession()
    let switched = 0
    sessions.leave('Birchwood', () => switched++)
    expect(sessions.asking?.kind).toBe('switch')
    sessions.draft.resume = 'Noor has the keys'
    fake.next('POST /sessions/stop', () => json({ session: aSession(), act: {} }))
    await sessions.stop()
    expect(fake.callsOf('POST /sessions/stop')[0]?.body).toEqual({ resume: 'Noor has the keys' })
    expect(switched).toBe(1)
  })

  it('are left without one by Escape, and what was written stays', () => {
    running = aSession()
    let switched = 0
    sessions.leave('Birchwood', () => switched++)
    sessions.draft.resume = 'half a li'
    sessions.skip()
    expect(switched).toBe(1)
    expect(sessions.draft.resume).toBe('half a li')
    sessions.toggle('')
    sessions.skip() // stopping is not done by going back
    expect(fake.callsOf('POST /sessions/stop')).toEqual([])
  })

  it('ask nothing where none runs, or where it is the same client', () => {
    let switched = 0
    sessions.leave('Birchwood', () => switched++)
    running = aSession()
    sessions.leave('Acme', () => switched++)
    expect(switched).toBe(2)
    expect(sessions.asking).toBeNull()
  })

  it('say why one could not be ended, and keep the line', async () => {
    running = aSession()
    sessions.toggle('')
    sessions.draft.resume = 'Noor has the keys'
    fake.next('POST /sessions/stop', () => problem(409, 'conflict', 'No session is running.'))
    await sessions.stop()
    expect(sessions.trying.wrong('session')).toBe('No session is running.')
    expect(sessions.draft.resume).toBe('Noor has the keys')
    expect(sessions.asking?.kind).toBe('stop')
  })

  it('show the last line on return, and nothing where there is none', async () => {
    await sessions.welcome('Acme')
    expect(sessions.told?.resume).toBe('Line 40, then the tests')
    fake.next('GET /clients/2/resume', () => json(aResume('')))
    await sessions.welcome('Birchwood')
    expect(sessions.told).toBeNull()
  })

  it('ask about a time away once', async () => {
    const away = { id: 4, session: 3, from: '', until: '', sentence: '' }
    fake.next('POST /sessions/away/4', () => json({ act: { id: 1, sentence: '' } }))
    await sessions.answer(away, 'drop')
    expect(fake.callsOf('POST /sessions/away/4')[0]?.body).toEqual({ answer: 'drop' })
    expect(said).toEqual(['Cut out. Z undoes it'])
  })
})
