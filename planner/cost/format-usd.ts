/**
 * US dollars for people: `$12,345`.
 *
 * @param cents whether to write them. Default: below ten dollars
 */
export function formatUsd(amount: number, cents = Math.abs(amount) < 10 && amount !== 0): string {
  return `$${amount.toFixed(cents ? 2 : 0).replace(/\B(?=(\d{3})+(?!\d))/g, ',')}`;
}
