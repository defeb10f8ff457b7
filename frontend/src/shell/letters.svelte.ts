const place = 'sluice.letters'

/** Whether single letters are keys. Kept in this browser; where nothing can be kept, they are. */
export class Letters {
  #on = $state(kept())

  get on(): boolean {
    return this.#on
  }

  set on(on: boolean) {
    this.#on = on
    try {
      if (on) localStorage.removeItem(place)
      else localStorage.setItem(place, 'off')
    } catch {
      // A browser that keeps nothing: the choice lasts as long as the page.
    }
  }
}

function kept(): boolean {
  try {
    return localStorage.getItem(place) !== 'off'
  } catch {
    return true
  }
}
