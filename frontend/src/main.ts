import { askFirst } from './first'

// The program itself is loaded while the core answers what is asked first.
const answered = askFirst(fetch)
const { begin } = await import('./begin')
await begin(answered)
