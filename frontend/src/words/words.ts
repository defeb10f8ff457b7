import type { setup } from './en.setup'
import type { HandlingWords } from './handling'
import type { InsightWords } from './insights'
import type { RecordWords } from './records'
import type { MomentWords } from './when'

/** The words for what is set up; the English ones give the shape. */
type SetupWords = typeof setup

/** Every word that the interface says, so that a language is one file that the compiler checks. */
export interface Words extends MomentWords, HandlingWords, RecordWords, InsightWords, SetupWords {
  /** Says a sentence of the core's in this language. */
  told(sentence: string): string
  /** Says what a check found at a service. */
  found(find: string): string
  /** The name that the core itself gave an account or a source; any other stays. */
  named(name: string): string

  gate: {
    holding: string
    unconfirmed: string
    collecting: string
    shield: string
    open: string
    off: string
    nextToday(at: string, minutes: number): string
    nextLater(at: string): string
    noneNext: string
    until(at: string): string
    untilUnconfirmed(at: string): string
    untilCollecting(at: string): string
    left(count: number): string
    offForNow: string
    connecting: string
  }

  rail: { name: string; all: string; allMark: string }

  screens: Record<
    'today' | 'checkin' | 'queue' | 'clients' | 'time' | 'insights' | 'rules' | 'settings',
    string
  >

  queue: {
    name: string
    list: string
    item: string
    thread: string
    untitled(from: string): string
    withdrawn: string
    earlier: string
    unassigned: string
    client(name: string): string
    from(name: string, app: string): string
    rowName(parts: string[]): string
    /** A reason that has been so for some minutes, by now. */
    lasting(reason: string, minutes: number): string
    somebody: string
  }

  empty: {
    title: string
    handled: string
    nextToday(at: string): string
    nextLater(at: string): string
    noneNext: string
    open: string
    off(at: string | null): string
    unknown: string
  }

  acts: {
    next: string
    previous: string
    first: string
    last: string
    move: string
    open: string
    openAtSource: string
    decide: string
    reply: string
    done: string
    reopen: string
    snooze: string
    wait: string
    pin: string
    mute: string
    assign: string
    more: string
    less: string
    mark: string
    extendDown: string
    extendUp: string
    markAll: string
    clearMarks: string
    endRun: string
    endRunHint: string
    switchTo(client: string): string
    search: string
    palette: string
    capture: string
    goShield: string
    endShieldAndCheckIn: string
    nextTab: string
    previousTab: string
    undo: string
    shield: string
    shieldStart: string
    shieldEnd: string
    call: string
    session: string
    checkIn: string
    go(screen: string): string
    keys: string
    allKeys: string
    back: string
  }

  said: {
    done(count: number): string
    reopened(count: number): string
    snoozed(count: number): string
    waiting(count: number, who: string): string
    pinned(count: number): string
    unpinned(count: number): string
    muted(count: number): string
    assigned(count: number, client: string): string
    routed(what: string, client: string): string
    more: string
    less: string
    captured: string
    written: string
    recordRemoved: string
    worth(yes: boolean): string
    viewSaved(name: string): string
    viewRemoved(name: string): string
    undone(what: string): string
    shielded(at: string, key: string): string
    shieldEnded: string
    callStarted(at: string): string
    callEnded: string
  }

  call: { hidden: string; until(at: string): string }

  shield: {
    title: string
    minutes(count: number): string
    untilCheckIn(at: string): string
    breaks: string
    breaksAnother: string
    onlyUntil(at: string): string
    allTheSame: string
    notNow: string
  }

  trouble: {
    unreachable: string
    odd: string
    updated: string
    retry: string
    reload: string
    dismiss: string
    label: string
  }

  keys: {
    title: string
    close: string
    /** What is done in any list, and with an item. */
    list: string
    item: string
    letters: string
    lettersWhy: string
    names: Record<string, string>
  }
}
