/** A name without the period at its end, in lower case. */
export function normalName(name: string): string {
  return name.replace(/\.$/, '').toLowerCase();
}

/**
 * The full name of a record, as the provider makes it: names that do not end like the zone are taken as relative to it.
 */
export function fullName(name: string, zoneName: string): string {
  const [record, zone] = [normalName(name), normalName(zoneName)];
  if (record.endsWith(zone)) return record;
  return record === '' ? zone : `${record}.${zone}`;
}

/** Whether a name is that of the zone, or below it. */
export function liesInZone(name: string, zoneName: string): boolean {
  const [record, zone] = [normalName(name), normalName(zoneName)];
  return record === zone || record.endsWith(`.${zone}`);
}
