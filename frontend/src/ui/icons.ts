/** The names of the drawings in Sprite.svelte. */
export type IconName =
  | 'board'
  | 'close'
  | 'desktop'
  | 'done'
  | 'external'
  | 'inbound'
  | 'late'
  | 'mail'
  | 'note'
  | 'queue'
  | 'repo'
  | 'shield'
  | 'slack'
  | 'stuck'
  | 'undo'

/** The six drawings of the gate. */
export type GateName = 'collecting' | 'holding' | 'off' | 'open' | 'shield' | 'unsure'
