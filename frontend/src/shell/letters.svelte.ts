import type { Choices } from '../features/settings/settings.svelte'

/** Whether single letters are keys, as the profile has it; they are until it is known. */
export class Letters {
  readonly #choices: Choices

  constructor(choices: Choices) {
    this.#choices = choices
  }

  get on(): boolean {
    return !this.#choices.told?.lettersOff
  }

  set on(on: boolean) {
    void this.#choices.change('letters', { lettersOff: !on })
  }
}
