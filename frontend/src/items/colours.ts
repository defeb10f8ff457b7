import { createContext } from 'svelte'

/** Which of the nine colours a client has, by its name; 0: it is none that is known here. */
export interface Colours {
  colourOf(client: string): number
}

/** The colours by context: the shell sets them once, whatever shows items reads them. */
export const [coloursHere, setColours] = createContext<Colours>()
