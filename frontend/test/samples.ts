import type { Client, Item, Receipt, Run, Status } from '../src/api'

/** A gate that holds, at 12:18:30 in Berlin on a Wednesday, with the given differences. */
export function aStatus(differences: Partial<Status> = {}): Status {
  return {
    state: 'holding',
    silence: 'confirmed',
    silenceNote: '',
    pages: [],
    held: 0,
    queued: 0,
    nextCheckIn: '2026-03-25T12:00:00Z',
    shieldUntil: null,
    shieldFrom: null,
    shieldNote: '',
    offUntil: null,
    callUntil: null,
    client: '',
    version: '1.0.0',
    now: '2026-03-25T11:18:30Z',
    zone: 'Europe/Berlin',
    offsets: [
      { from: '2025-03-30T01:00:00Z', minutes: 120 },
      { from: '2025-10-26T01:00:00Z', minutes: 60 },
      { from: '2026-03-29T01:00:00Z', minutes: 120 },
      { from: '2026-10-25T01:00:00Z', minutes: 60 },
    ],
    run: null,
    undo: null,
    trouble: [],
    sample: false,
    session: null,
    away: [],
    ...differences,
  }
}

/** An open item with the given number; its title is "Item 7" unless told. */
export function anItem(id: number, differences: Partial<Item> = {}): Item {
  return {
    id,
    title: `Item ${id}`,
    body: '',
    from: 'Noor',
    app: 'Slack',
    client: 'Acme',
    clientNumber: 1,
    source: 'slack',
    kind: 'message',
    state: 'queued',
    score: 1,
    reasons: [{ term: 'direct', text: 'Noor wrote to you directly', weight: 1 }],
    arrivals: 1,
    firstAt: '2026-03-25T08:12:00Z',
    lastAt: '2026-03-25T08:12:00Z',
    dueAt: null,
    url: `https://example.org/${id}`,
    pinned: false,
    run: 5, // as aRun
    snoozeUntil: null,
    waitingOn: '',
    waitingSince: null,
    askAt: null,
    ...differences,
  }
}

/** A check-in that is open since 12:10 in Berlin, for 20 minutes. */
export function aRun(differences: Partial<Run> = {}): Run {
  return {
    id: 5,
    planned: true,
    dueAt: '2026-03-25T11:10:00Z',
    openedAt: '2026-03-25T11:10:00Z',
    endsAt: '2026-03-25T11:30:00Z',
    endedAt: null,
    ending: '',
    delivered: 3,
    late: false,
    total: 3,
    left: 3,
    ...differences,
  }
}

/** A client with a number, which is its colour as well. */
export function aClient(number: number, name: string): Client {
  return { id: number, number, name, colour: number }
}

/** A receipt of three arrivals, which adds up. */
export function aReceipt(differences: Partial<Receipt> = {}): Receipt {
  return {
    from: '2026-03-25T08:00:00Z',
    until: '2026-03-25T11:10:00Z',
    arrived: 3,
    held: 0,
    delivered: 3,
    merged: 0,
    muted: 0,
    expired: 0,
    brokeThrough: 0,
    lost: 0,
    checkIns: [],
    gaps: [],
    ...differences,
  }
}
