import { openStream, type Stream } from './stream'

/** What a stream of events tells. */
export interface Listener {
  /** The stream stands; the core is of this version. Whatever is shown should be fetched again. */
  opened(version: string): void
  /** Something of this kind changed and should be fetched again. */
  changed(topic: Topic): void
  /** The stream broke, or could not be had; it is tried again until the listener is stopped. */
  lost(): void
}

/** What can change: the queue, the gate and its plan, what the sources say, time worked, meetings, what is to be sent. */
type Topic = 'queue' | 'gate' | 'sources' | 'sessions' | 'meetings' | 'outbox'

const topics: readonly Topic[] = ['queue', 'gate', 'sources', 'sessions', 'meetings', 'outbox']
const waits = [1_000, 2_000, 4_000, 8_000, 10_000] // milliseconds before each further attempt

/**
 * Listens to the core's events and keeps listening: an EventSource by itself gives up when a
 * proxy in between answers with an error, so every break is ours to mend. Gives the function that
 * stops it, which may be called more than once.
 */
export function listen(
  listener: Listener,
  open: (address: string) => Stream = openStream,
): () => void {
  let stream: Stream | undefined
  let timer: ReturnType<typeof setTimeout> | undefined
  let attempts = 0

  function connect() {
    stream = open('/api/v1/events')
    stream.addEventListener('hello', (event) => {
      attempts = 0
      listener.opened(versionIn(event))
    })
    for (const topic of topics) stream.addEventListener(topic, () => listener.changed(topic))
    stream.onerror = retry
  }

  function retry() {
    stream?.close()
    timer = setTimeout(connect, waits[Math.min(attempts++, waits.length - 1)])
    listener.lost()
  }

  function stop() {
    clearTimeout(timer)
    stream?.close()
  }

  connect()
  return stop
}

function versionIn(event: MessageEvent<string>): string {
  try {
    const { version } = JSON.parse(event.data) as { version?: unknown }
    return typeof version === 'string' ? version : ''
  } catch {
    return ''
  }
}
