import type { IconName } from './icons'

/**
 * Something that the user can do, as data: from one list of these come the buttons, the keys, the
 * hints at the foot and the help.
 */
export interface Action {
  id: string
  /** What it does, as a button or the help says it. */
  label: string
  /** Keys as `keyOf` names them ("e", "Shift+Enter", "Mod+z") or a sequence ("g q"); first is shown. */
  keys: readonly string[]
  /** Whether it keeps its keys: going back, and the clients' figures. */
  fixed?: boolean
  /** Whether its keys work while something is written, but for those that print. */
  inText?: boolean
  /** The word beside the key at the foot of a list; without it the foot does not mention the act. */
  hint?: string
  icon?: IconName
  /** Whether holding the key down does it again and again. */
  repeats?: boolean
  /** Whether it can be done now. */
  when(): boolean
  run(): unknown
}
