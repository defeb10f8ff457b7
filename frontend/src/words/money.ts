/** An amount in the smallest unit of its currency. */
interface Money {
  minor: number
  currency: string
}

/** An amount as a language writes it: €95.00, 95,00 €. A currency that is not known stands by its code. */
export function money({ minor, currency }: Money, locale: string): string {
  const format = new Intl.NumberFormat(locale, { style: 'currency', currency })
  return format.format(minor / unitsOf(currency))
}

/** How many of its smallest units a currency has; 100 where it is not known. */
export function unitsOf(currency: string): number {
  try {
    const format = new Intl.NumberFormat('en', { style: 'currency', currency })
    return 10 ** (format.resolvedOptions().maximumFractionDigits ?? 2)
  } catch {
    return 100
  }
}
