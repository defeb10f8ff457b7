/** The words around what is written down about items, and what they were worth. */
export interface RecordWords {
  records: {
    title: string
    kinds: Record<'decision' | 'blocker' | 'baton' | 'note', string>
    kind: string
    text: string
    hint: Record<'decision' | 'blocker' | 'baton' | 'note', string>
    kept: string
    add: string
    ask(what: string): string
    resolve: string
    resolved: string
    standAgain: string
    edit: string
    remove: string
    worth: string
    worthYes: string
    worthNo: string
    past: string
    outcomes: Record<string, string>
    there: {
      field(who: string): string
      hint: string
      kept: string
      send(where: string): string
      onItsWay: string
      onItsWayAgain: string
      verbs: Record<string, string>
      did: Record<string, string>
      states: Record<'waiting' | 'sending' | 'sent' | 'failed' | 'unsure' | 'withdrawn', string>
      again: string
      takeBack: string
      writeOn: string
      alsoIn(where: string): string
      split: string
      wasSplit: string
    }
  }
}
