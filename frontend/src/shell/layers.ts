import type { Desk } from './desk.svelte'

// What may be open, the innermost first, and how each is closed.
const layers: readonly { open(desk: Desk): boolean; close(desk: Desk): void; floats?: true }[] = [
  { floats: true, open: (desk) => desk.helping, close: (desk) => (desk.helping = false) },
  { floats: true, open: (desk) => desk.palette.open, close: (desk) => desk.palette.close() },
  {
    floats: true,
    open: (desk) => desk.hand.triage.asking !== null,
    close: (desk) => desk.hand.triage.close(),
  },
  {
    floats: true,
    open: (desk) => desk.times.sessions.asking !== null,
    close: (desk) => desk.times.sessions.skip(),
  },
  {
    floats: true,
    open: (desk) => desk.times.importing.open,
    close: (desk) => desk.times.importing.close(),
  },
  { open: (desk) => desk.shield.asking, close: (desk) => (desk.shield.asking = false) },
  { open: (desk) => desk.telling, close: (desk) => (desk.telling = false) },
  { open: (desk) => desk.reading, close: (desk) => (desk.reading = false) },
  { open: (desk) => !!desk.list?.marks.any, close: (desk) => desk.list?.marks.clear() },
  { open: (desk) => desk.search.open, close: (desk) => desk.search.close() },
]

/** One step back: the innermost thing that is open closes. */
export function stepBack(desk: Desk): void {
  layers.find((layer) => layer.open(desk))?.close(desk)
}

/** Whether there is anything to go back from. */
export function isInside(desk: Desk): boolean {
  return layers.some((layer) => layer.open(desk))
}

/** Whether something floats above the screen and takes the keys. */
export function isFloating(desk: Desk): boolean {
  return layers.some((layer) => layer.floats && layer.open(desk))
}
