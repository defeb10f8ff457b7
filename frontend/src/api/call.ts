import { Problem, problemIn, problemOf } from './problem'
import { inWords } from './inWords'

interface Answer<T> {
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
