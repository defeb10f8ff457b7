import { beforeEach, describe, expect, it } from 'vitest'
import { FakeCore, json, problem } from '../../../test/fake'
import { Machine } from './machine.svelte'

let fake: FakeCore
let machine: Machine
let said: string[]

const backup = { path: '/b/one.db', at: '2026-03-25T11:00:00Z', reason: '', size: 4096, items: 3 }
const contents = { at: backup.at, items: 3, clients: 1, arrivals: 9, newestArrival: null }

beforeEach(async () => {
  fake = new FakeCore()
  said = []
  machine = new Machine(fake.core.local, (text) => said.push(text))
  fake.next('GET /inbound', () => json({ address: '', secretFile: '/p/inbound.secret' }))
  fake.next('GET /backups', () => json({ backups: [backup] }))
  await machine.load()
})

describe('a backup', () => {
  it('is looked at before it is restored, and only that one is', async () => {
    await machine.restore()
    expect(fake.callsOf('POST /backups/restore')).toEqual([])
    fake.next('POST /backups/preview', () => json({ file: contents, now: contents }))
    await machine.ask(machine.backups![0]!)
    expect(machine.asked?.would.file.arrivals).toBe(9)
    fake.next('POST /backups/restore', () => json({}))
    await machine.restore()
    expect(fake.callsOf('POST /backups/restore').map(({ body }) => body)).toEqual([
      { path: '/b/one.db' },
    ])
    expect(said).toEqual(['Restoring. Sluice starts anew'])
    expect(machine.asked).toBeNull()
  })

  it('that cannot be read says why, and is not asked about', async () => {
    fake.next('POST /backups/preview', () => problem(409, 'damaged', 'It is damaged.'))
    await machine.ask(machine.backups![0]!)
    expect(machine.asked).toBeNull()
    expect(machine.trying.wrong('restore')).toBe('It is damaged.')
  })
})

describe('an export', () => {
  it('tells where it went', async () => {
    fake.next('POST /export/file', () => json({ path: '/d/sluice-all.jsonl' }))
    await machine.export()
    expect(machine.exported).toBe('/d/sluice-all.jsonl')
    expect(machine.busy).toBeNull()
  })

  it('says nothing of a fault once it was cancelled', async () => {
    fake.next('POST /export/file', () => {
      machine.cancelExport()
      return Promise.reject(new DOMException('gone', 'AbortError'))
    })
    await machine.export()
    expect(machine.trying.wrong('export')).toBe('')
    expect(machine.exported).toBe('')
  })
})
