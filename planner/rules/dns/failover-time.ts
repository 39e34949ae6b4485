import { type Duration, parseDuration } from '../../../schemas/duration';
import type { Project } from '../../../schemas/project';

/** The parts of a DNS failover that the spec sets. Every real one takes longer: checkers also have to agree. */
export interface FailoverTime {
  /** Until a checker calls a region lost. */
  readonly probes: Duration;
  /** Until the last resolver has forgotten it. */
  readonly ttl: Duration;
  readonly total: Duration;
}

/** Undefined where there is no other region to fail over to. */
export function failoverTime(project: Project): FailoverTime | undefined {
  const { dns, regions } = project;
  if (dns === undefined || regions.length < 2) return undefined;
  const probes = { seconds: parseDuration(dns.healthCheck.interval).seconds * dns.healthCheck.failures };
  const ttl = parseDuration(dns.ttl);
  return { probes, ttl, total: { seconds: probes.seconds + ttl.seconds } };
}
