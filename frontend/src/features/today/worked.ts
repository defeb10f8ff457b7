/** A piece of worked time on the day's line. Minutes since local midnight. */
export interface Bar {
  id: number
  client: string
  project: string
  from: number
  until: number
  running: boolean
}

/** A meeting on the day's line. Minutes since local midnight. */
export interface Meet {
  id: number
  client: string
  title: string
  from: number
  until: number
  url: string
  place: string
  /** Whether it was accepted, or is the user's own. */
  sure: boolean
}
