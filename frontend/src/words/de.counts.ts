/** Wie viele Einträge: 1 Eintrag, 12 Einträge. */
export function itemsOf(count: number): string {
  return count === 1 ? '1 Eintrag' : `${count} Einträge`
}

/** Wie viele Einträge von wie vielen Kunden, wo es mehrere sind: 12 Einträge von 3 Kunden. */
export function itemsOfClients(count: number, clients: number): string {
  return clients > 1 ? `${itemsOf(count)} von ${clients} Kunden` : itemsOf(count)
}

/** Sagt, wie viele es sind, wo es mehr als einer ist: "12 Einträge: ". */
export function many(count: number): string {
  return count > 1 ? `${itemsOf(count)}: ` : ''
}
