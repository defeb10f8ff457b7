// Sets and maps that are never changed but replaced, so that one signal tells of many ids.

/** The things, each once. */
export function setOf<T>(things: Iterable<T> = []): ReadonlySet<T> {
  return new Set(things)
}

/** The set with further things. */
export function plus<T>(set: ReadonlySet<T>, things: Iterable<T>): ReadonlySet<T> {
  return new Set([...set, ...things])
}

/** The set without some things. */
export function minus<T>(set: ReadonlySet<T>, things: Iterable<T>): ReadonlySet<T> {
  const left = new Set(set)
  for (const thing of things) left.delete(thing)
  return left
}

/** The map with the same value for further keys. */
export function withAll<K, V>(
  map: ReadonlyMap<K, V>,
  keys: Iterable<K>,
  value: V,
): ReadonlyMap<K, V> {
  const all = new Map(map)
  for (const key of keys) all.set(key, value)
  return all
}

/** The map without some keys. */
export function withoutAll<K, V>(map: ReadonlyMap<K, V>, keys: Iterable<K>): ReadonlyMap<K, V> {
  const left = new Map(map)
  for (const key of keys) left.delete(key)
  return left
}

/** A map without anything. */
export function noMap<K, V>(): ReadonlyMap<K, V> {
  return new Map()
}
