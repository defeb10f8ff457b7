import { doneBefore, Problem, problemIn, problemOf } from './problem'
import { inWords } from './inWords'
import type { Act } from './core'

/** What a call of openapi-fetch gives. */
export interface Answer<T> {
  data?: T
  error?: unknown
  response: Response
}

/** The header that makes a mutation act once, however often it is sent. */
export function keyed(key: string) {
  return { 'Idempotency-Key': key }
}

/** Gives what the core answered, or throws a Problem whose message is a sentence for people. */
export async function read<T>(call: Promise<Answer<T>>): Promise<T> {
  const answer = await call.catch((error: unknown) => {
    throw problemOf(error)
  })
  if (!answer.response.ok) throw problemIn(answer.response.status, answer.error)
  if (answer.data === undefined) throw new Problem('http-empty', 'The core sent no answer.')
  return inWords(answer.data)
}

/**
 * Waits for an act of which only that it was done is needed. One that was done at an earlier attempt,
 * whose answer was lost, is done.
 */
export async function done(call: Promise<Answer<unknown>>): Promise<void> {
  await readOr(call, () => null)
}

/** Gives the act that undo would take back; of one that was done at an earlier attempt, what the core says of it. */
export async function acted(call: Promise<Answer<{ act: Act }>>): Promise<Act> {
  return (await readOr(call, (sentence) => ({ act: { id: 0, sentence } }))).act
}

/** Gives what the core answered, or, where that was lost, what stands for it. */
export async function readOr<T>(
  call: Promise<Answer<T>>,
  lost: (sentence: string) => T,
): Promise<T> {
  try {
    return await read(call)
  } catch (error) {
    const { code, message } = problemOf(error)
    if (code !== doneBefore) throw error
    return lost(message)
  }
}
