/** The tabs of the queue that are always there. */
type TabWord = 'queued' | 'asks' | 'stuck' | 'waiting' | 'snoozed' | 'done'

/** The words around handling items: queue, check-in, triage, search, palette and switcher. */
export interface HandlingWords {
  list: {
    tabs: Record<TabWord, string>
    tabsName: string
    empty: Record<Exclude<TabWord, 'queued'> | 'view', string>
    emptyNext: Record<Exclude<TabWord, 'queued'> | 'view', string>
    name: Record<TabWord, string>
    viewList(name: string): string
    group: string
    groupTitle: string
    grouping: Record<'none' | 'client' | 'source' | 'person' | 'kind', string>
    kinds: Record<string, string>
    saveView: string
    saveTitle: string
    viewName: string
    removeView(name: string): string
    marked(count: number): string
    snoozedUntil(at: string): string
    snoozedToCheckIn: string
    waitingOn(who: string): string
    waitingSince(at: string): string
    askAgain(at: string): string
    due(at: string): string
    pinned: string
    link: string
    moreActs: string
  }

  triage: {
    items(count: number, clients?: number): string
    sure(verb: string, what: string): string
    canUndo: string
    snooze(what: string): string
    wait(what: string): string
    assign(what: string): string
    untilCheckIn(at: string): string
    untilAnyCheckIn: string
    thisAfternoon: string
    tomorrow: string
    nextWeek: string
    inWords: string
    inWordsHint: string
    who: string
    whoMissing: string
    askAgain: string
    askAgainHint: string
    set: string
    nobody: string
    noClients: string
    route(client: string): string
    routeFrom(who: string): string
    routeApp(app: string): string
    routeNot: string
    capture: string
    captureHint: string
    add: string
  }

  checkin: {
    name: string
    left: string
    handled: string
    item: string
    progress(done: number, total: number): string
    progressName(done: number, total: number): string
    minutesLeft(left: number, of: number): string
    itemsLeft(left: number, of: number): string
    itemsBudget(of: number): string
    emptiedTitle: string
    none: string
    nextAt(at: string): string
    noneNext: string
    off(at: string | null): string
    walled: string
    outcome: Record<'done' | 'snoozed' | 'waiting' | 'muted' | 'expired', string>
    stays: string
    carried: string
    carriedMore(count: number): string
    under(minutes: number): string
    opens(what: string, count: number): string
    thatWas(at: string): string
    thatWasEarly: string
    summary(handled: number, left: number): string
    took(items: number, minutes: number): string
    arrived: string
    arrivedSpan(from: string, until: string): string
    delivered: string
    merged: string
    muted: string
    expired: string
    brokeThrough: string
    held: string
    arrivedSum: string
    lost: string
    youDid(count: number): string
    did: Record<'done' | 'snoozed' | 'waiting' | 'muted' | 'expired' | 'queued', string>
    items: string
    next(at: string): string
    backToWork: string
  }

  deep: {
    name: string
    leftUntil(at: string): string
    left(hours: number, minutes: number): string
    leftName(hours: number, minutes: number): string
    note: string
    checkInFollows: string
    /** Until when what arrives is kept; null: no check-in is planned. */
    kept(next: string | null): string
    /** How long it goes on; then one of: a check-in follows, when the next one is, or there is none. */
    goesOn(until: string): string
    follows: string
    nextIs(at: string): string
    askFor: string
    toQueue: string
    noteLater: string
  }

  search: {
    name: string
    field: string
    hint: string
    results(count: number): string
    none: string
    noneNext: string
    list: string
    goOn: string
    prefixes: Record<'from' | 'in' | 'is' | 'kind' | 'why' | 'before' | 'after', string>
    /** What an item may be here for, by the names that `why:` takes. */
    why: Record<string, string>
    dates: Record<'today' | 'yesterday' | 'week' | 'month', string>
  }

  palette: {
    name: string
    field: string
    acts: string
    goTo: string
    clients: string
    settings: string
    items: string
    none: string
    list: string
    move: string
    run: string
    snoozeUntil(when: string): string
  }

  switcher: {
    all: string
    client(name: string, number: number): string
    count(count: number): string
    title(client: string): string
    switched(client: string): string
    switchedAll: string
    others: string
  }

  why: { open: string; title: string; more(count: number): string }
}
