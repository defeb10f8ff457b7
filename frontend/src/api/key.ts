import { doneBefore, problemOf, unreachable } from './problem'

/**
 * A fresh random name for one mutation (a UUID, version 4). The same name sent again never acts
 * twice. Not crypto.randomUUID: a window's own address scheme is no secure context everywhere.
 */
export function requestKey(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(16))
  bytes[6] = (bytes[6]! & 0x0f) | 0x40
  bytes[8] = (bytes[8]! & 0x3f) | 0x80
  const hex = Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('')
  return [8, 12, 16, 20, 32].map((end, i) => hex.slice([0, 8, 12, 16, 20][i], end)).join('-')
}

/**
 * The key for another attempt. A request that was not answered may have been heard, and one that was
 * done before must not be done again, so these keep their key; one that was refused did not happen, and
 * its key would only bring the same refusal again.
 */
export function keyAfter(error: unknown, key: string): string {
  return [unreachable, doneBefore].includes(problemOf(error).code) ? key : requestKey()
}
