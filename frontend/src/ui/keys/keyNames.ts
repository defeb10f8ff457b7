import { createContext } from 'svelte'

/** The keys that sentences name, as they are printed on the keyboard; empty: the act has none. */
export interface KeyNames {
  readonly undo: string
  readonly decide: string
  readonly shield: string
}

/** The keys by context: the shell sets them once, since the user may choose others. */
export const [keyNamesHere, setKeyNames] = createContext<KeyNames>()
