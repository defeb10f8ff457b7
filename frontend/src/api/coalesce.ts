/**
 * Runs a task at most once at a time. Calls during a run ask for one more run after it, however
 * many they are; each call's promise settles with a run that began after the call. The task must
 * not throw.
 */
export function coalesce(task: () => Promise<void>): () => Promise<void> {
  let running: Promise<void> | undefined
  let next: Promise<void> | undefined

  function start(): Promise<void> {
    next = undefined
    running = task().finally(() => {
      if (!next) running = undefined
    })
    return running
  }

  return () => {
    if (!running) return start()
    return (next ??= running.then(start))
  }
}
