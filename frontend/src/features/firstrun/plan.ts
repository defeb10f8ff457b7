import type { CheckIn } from '../../api'

/** What must be taken away and added for the common plan to be as it is wished. */
export interface Changes {
  remove: CheckIn[]
  add: { at: string; days: string }[]
}

/** The times that are proposed: three looks, none of them first thing or last. */
export const proposedTimes: readonly string[] = ['09:30', '13:00', '16:30']

/** The check-ins that repeat and are common to all clients. */
export function common(checkIns: readonly CheckIn[]): CheckIn[] {
  return checkIns.filter(({ client, once }) => !client && !once)
}

/** Compares the common plan with the wished times on the wished days ("weekdays", "mon,wed"). */
export function changes(
  checkIns: readonly CheckIn[],
  times: readonly string[],
  days: string,
): Changes {
  const now = common(checkIns)
  const wished = (each: CheckIn) => times.includes(each.at) && each.days === days
  return {
    remove: now.filter((each) => !wished(each)),
    add: times
      .filter((at) => !now.some((each) => each.at === at && each.days === days))
      .map((at) => ({ at, days })),
  }
}
