const NUMBERS = new Intl.NumberFormat("en-US");

/** `12,345` */
export function number(n: number): string {
  return NUMBERS.format(n);
}

/** `1 journey`, `2 journeys` */
export function count(n: number, unit: string): string {
  return `${number(n)} ${unit}${n === 1 ? "" : "s"}`;
}

/** `12.3%` of a share from 0 to 1. */
export function percent(share: number): string {
  return `${(share * 100).toFixed(1)}%`;
}

/** `$1,234.50`, `THB 90.00`, `₫1,200`: with the decimals that the currency has. */
export function money(amount: number, currency: string): string {
  const format = new Intl.NumberFormat("en-US", { style: "currency", currency });
  // A no-break space would be as wide as any other here, but hard to search for.
  return format.format(amount).replaceAll("\u00a0", " ");
}

/** Dollars of a price: small ones keep two figures that mean something. */
export function dollars(n: number): string {
  return `$${n < 0.01 && n > 0 ? Number(n.toPrecision(2)).toFixed(6).replace(/0+$/, "") : NUMBERS_OF_CENTS.format(n)}`;
}

const NUMBERS_OF_CENTS = new Intl.NumberFormat("en-US", { minimumFractionDigits: 2, maximumFractionDigits: 2 });
