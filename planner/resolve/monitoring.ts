import { latencies } from '../../catalog/serving-metrics';
import { parseDuration } from '../../schemas/duration';
import type { Project } from '../../schemas/project';
import type { InferencePlan, RegionPlan } from '../environment';
import { fastPath } from '../monitoring/detection-clocks';
import { resolveHeartbeats } from '../monitoring/heartbeat';
import type { MonitoringPlan, ReceiverPlan, SloPlan } from '../monitoring/monitoring-plan';

/** @param availability objective of the project, per cent */
export function resolveMonitoring(
  { monitoring }: Project,
  regions: readonly RegionPlan[],
  inference: readonly InferencePlan[],
  availability: number,
): MonitoringPlan {
  const alarmEmails = monitoring.receivers.flatMap(({ type, address }) =>
    type === 'email' && address !== undefined ? [address] : [],
  );
  return {
    detection: fastPath,
    retention: parseDuration(monitoring.retention),
    alarmEmails: [...new Set(alarmEmails)],
    heartbeats:
      alarmEmails.length > 0
        ? resolveHeartbeats(regions.map(({ name, cluster }) => ({ region: name, name: cluster.name })))
        : [],
    receivers: monitoring.receivers.map(({ name, type, severities, secret, address }) => ({
      name,
      type,
      severities: severities ?? usualSeverities(type),
      ...(secret !== undefined && { secret }),
      ...(type === 'email' && address !== undefined && { address }),
    })),
    slos: inference.flatMap((service) => slosOf(service, monitoring.slos, availability)),
  };
}

/** Who wakes people is not bothered with what can wait. */
function usualSeverities(type: ReceiverPlan['type']): ReceiverPlan['severities'] {
  return type === 'pagerduty' || type === 'opsgenie' ? ['page'] : ['page', 'ticket'];
}

/** Of two objectives for the same the first counts; a rule reports the other. */
function slosOf({ name, tier }: InferencePlan, slos: Project['monitoring']['slos'], availability: number): SloPlan[] {
  const own = slos.filter(({ service }) => service === name);
  const answered = own.find((slo) => slo.availability !== undefined)?.availability;
  const objective = answered ?? (tier === 'sheddable' ? undefined : availability);
  return [
    ...(objective === undefined ? [] : [{ service: name, objective, indicator: { kind: 'availability' as const } }]),
    ...latencies.flatMap((kind): SloPlan[] => {
      const slo = own.find((candidate) => candidate[kind] !== undefined);
      const threshold = slo?.[kind];
      if (slo === undefined || threshold === undefined) return [];
      return [{ service: name, objective: slo.target, indicator: { kind, threshold: parseDuration(threshold) } }];
    }),
  ];
}
