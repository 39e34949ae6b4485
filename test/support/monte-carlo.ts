import { type Random, seededRandom } from '../../sandbox/drill/random';

/** Parts that go down and come back, exponentially, one event after the other. */
interface Part {
  up: boolean;
  next: number;
}

export interface ReplicaSimulation {
  readonly needed: number;
  readonly count: number;
  /** Share of the time that a replica is down. */
  readonly down: number;
  /** Share of its outages that hit all replicas. */
  readonly commonCause: number;
  readonly outageHours: number;
  readonly hours: number;
  readonly seed: number;
}

/** Share of the time in which fewer replicas than needed are up. */
export function simulateReplicas(simulation: ReplicaSimulation): number {
  const { needed, count, down, commonCause, outageHours, hours, seed } = simulation;
  const random = seededRandom(seed);
  const own = new Alternating(random, count, (1 - commonCause) * down, outageHours);
  const common = new Alternating(random, 1, commonCause * down, outageHours);
  let [now, lost] = [0, 0];
  while (now < hours) {
    const next = Math.min(own.next, common.next, hours);
    if (common.up < 1 || own.up < needed) lost += next - now;
    now = next;
    own.advance(now);
    common.advance(now);
  }
  return lost / hours;
}

export interface RegionSimulation {
  readonly shares: readonly number[];
  readonly needed: number;
  readonly down: number;
  readonly commonCause: number;
  /** Share of the outages from which users are not moved. */
  readonly missed: number;
  readonly failoverHours: number;
  readonly outageHours: number;
  readonly hours: number;
  readonly seed: number;
}

/** Share of the time, weighted by users, in which they are not served. */
export function simulateRegions(simulation: RegionSimulation): number {
  const { shares, needed, down, commonCause, missed, failoverHours, outageHours, hours, seed } = simulation;
  const random = seededRandom(seed);
  const own = new Alternating(random, shares.length, (1 - commonCause) * down, outageHours);
  const common = new Alternating(random, 1, commonCause * down, outageHours);
  /** When the users of each region are served elsewhere, since its outage began. */
  const moved = shares.map(() => 0);
  let [now, lost] = [0, 0];
  while (now < hours) {
    const switching = own.parts.map((part, index) => (part.up ? Infinity : (moved[index] ?? 0)));
    const next = Math.min(own.next, common.next, ...switching.filter((time) => time > now), hours);
    if (common.up < 1 || own.up < needed) lost += next - now;
    else
      own.parts.forEach((part, index) => {
        if (!part.up && now < (moved[index] ?? 0)) lost += (next - now) * (shares[index] ?? 0);
      });
    const before = own.parts.map(({ up }) => up);
    now = next;
    own.advance(now);
    common.advance(now);
    own.parts.forEach((part, index) => {
      if (before[index] && !part.up) moved[index] = now + (random() < missed ? Infinity : failoverHours);
    });
  }
  return lost / hours;
}

class Alternating {
  readonly parts: Part[];
  up: number;
  next: number;
  private readonly between: number;

  constructor(
    private readonly random: Random,
    count: number,
    down: number,
    private readonly outage: number,
  ) {
    // Down for a share of the time: mean time up = outage × (1 - down) / down.
    this.between = down > 0 ? (outage * (1 - down)) / down : Number.POSITIVE_INFINITY;
    this.parts = Array.from({ length: count }, () => ({ up: true, next: this.exponential(this.between) }));
    this.up = count;
    this.next = Math.min(...this.parts.map((part) => part.next));
  }

  advance(now: number): void {
    if (now < this.next) return;
    let next = Number.POSITIVE_INFINITY;
    for (const part of this.parts) {
      if (part.next <= now) {
        part.up = !part.up;
        this.up += part.up ? 1 : -1;
        part.next = now + this.exponential(part.up ? this.between : this.outage);
      }
      if (part.next < next) next = part.next;
    }
    this.next = next;
  }

  private exponential(mean: number): number {
    return -mean * Math.log(1 - this.random());
  }
}
