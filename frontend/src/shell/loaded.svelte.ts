type Later = typeof import('./later')

let parts = $state.raw<Later | null>(null)

/** What comes after the first picture; null until it is here. */
export const later = {
  get parts(): Later | null {
    return parts
  },
}

/** Loads it. Throws where it cannot be had: the core was replaced by another version, or has gone. */
export async function loadLater(): Promise<void> {
  parts = await import('./later')
}
