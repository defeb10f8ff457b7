import { keysOf } from '../ui/keys/bindings'
import { captionOf } from '../ui/keys/caption'
import type { KeyNames } from '../ui/keys/keyNames'

const given = { undo: 'z', decide: 'd', shield: 'f' }

/** The keys that sentences name, as they were chosen. */
export function keyNamesOf(chosen: () => Parameters<typeof keysOf>[2]): KeyNames {
  const named = (id: keyof typeof given) => {
    const [key = ''] = keysOf({ id }, [given[id]], chosen())
    return captionOf(key)
  }
  return {
    get undo() {
      return named('undo')
    },
    get decide() {
      return named('decide')
    },
    get shield() {
      return named('shield')
    },
  }
}
