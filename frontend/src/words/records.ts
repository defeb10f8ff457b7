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
    remove: string
    worth: string
    worthYes: string
    worthNo: string
    past: string
    outcomes: Record<string, string>
  }
}
