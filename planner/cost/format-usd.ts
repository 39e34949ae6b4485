/** Whole US dollars for people: `$12,345`; cents below ten dollars. */
export function formatUsd(amount: number): string {
  const digits = Math.abs(amount) < 10 && amount !== 0 ? 2 : 0;
  return `$${amount.toFixed(digits).replace(/\B(?=(\d{3})+(?!\d))/g, ',')}`;
}

/** What an hour costs: `$98.32`. */
export function formatUsdAnHour(amount: number): string {
  return `$${amount.toFixed(2)}`;
}
