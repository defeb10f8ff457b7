import type { Item } from '../api'

const longest = 60_000 // characters that the core takes

/** The item that a draft is of. Numbers begin anew in another profile; when an item came tells them apart. */
export type Drafted = Pick<Item, 'id' | 'firstAt'>

function placeOf({ id, firstAt }: Drafted): string {
  return `sluice.draft.${id}.${firstAt}`
}

/** Replies that are not sent, as they are typed. Kept in this browser; where nothing can be kept, by the page. */
export class Drafts {
  readonly longest = longest
  #texts = $state<Record<string, string>>({})

  of(item: Drafted): string {
    const place = placeOf(item)
    return this.#texts[place] ?? kept(place)
  }

  keep(item: Drafted, text: string): void {
    const place = placeOf(item)
    this.#texts[place] = text
    try {
      if (text) localStorage.setItem(place, text)
      else localStorage.removeItem(place)
    } catch {
      // A browser that keeps nothing: the draft lasts as long as the page.
    }
  }
}

function kept(place: string): string {
  try {
    return localStorage.getItem(place) ?? ''
  } catch {
    return ''
  }
}
