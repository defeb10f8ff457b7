import { words } from '../../words'

/** One key as printed on the keyboard: "e" is "E", "Mod+k" is "Ctrl K". */
export function caption(key: string): string {
  return key
    .split(/\+(?=.)/) // the plus of "Mod++" is a key itself
    .map((part) => words.keys.names[part] ?? (part.length === 1 ? part.toUpperCase() : part))
    .join(' ')
}

/** A key, or two after one another, as printed on the keyboard: "g q" is "G Q". */
export function captionOf(keys: string): string {
  return keys.split(' ').map(caption).join(' ')
}
