import { latencies } from '../../catalog/serving-metrics';
import { parseDuration } from '../../schemas/duration';
import type { Project } from '../../schemas/project';
import type { InferencePlan } from '../environment/inference-plan';
import type { DetectionClocks, MonitoringPlan, ReceiverPlan, SloPlan } from '../environment/monitoring-plan';
import type { RegionPlan } from '../environment/region-plan';
import { resolveHeartbeats } from './heartbeats';

/**
 * The fast path: at worst 9 seconds and the delivery of the alert, also where a target hangs. Every default of
 * Prometheus and Alertmanager (a minute, a minute, 30 seconds) is too slow for ten seconds.
 */
const fastPath: DetectionClocks = {
  scrapeInterval: { seconds: 5 },
  scrapeTimeout: { seconds: 2 },
  ruleInterval: { seconds: 2 },
  hold: { seconds: 0 },
  groupWait: { seconds: 0 },
};

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
