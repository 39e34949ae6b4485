import type { Path, Violation } from '../../../schemas/finding';
import { formatPath } from '../../../schemas/finding';
import { type ObjectiveVerdict, prove } from '../../availability/proof';
import { secondsText } from '../../availability/seconds-text';
import { bindingTerm, type TimeBudget } from '../../availability/time-budget';
import type { Environment } from '../../environment/environment';
import type { Rule } from '../rule';
import { peakRemedies } from './peak-remedy';
import { brokenPromise } from './promises';

/** Longest TTL that Route 53 recommends for records that fail over, in seconds. */
const recommendedTtl = 60;

export const recoveryBroken: Rule = {
  id: 'objectives/recovery-broken',
  severity: 'error',
  summary: 'Every failure, up to the loss of a region, is over for users within the recovery objective.',
  why: 'Health checkers have to find the region lost, name servers and resolvers have to follow, clients have to let go of it, and whatever has to start first must start. At worst the sum is longer than the project promises.',
  fix: 'Shorten `dns.ttl`, probe every 10s, lower `failures`, keep replicas for the peak running, or promise less.',
  source:
    'Amazon Route 53 Developer Guide, "How Route 53 determines whether a health check is healthy" and "Values specific for failover records" (TTL)',
  check({ environment }) {
    const verdict = brokenPromise(environment, 'recovery');
    if (verdict === undefined) return [];
    const slowest = prove(environment).budgets.find(({ failure }) => failure === verdict.failure);
    if (slowest === undefined || isExplainedElsewhere(environment, slowest)) return [];
    return [violation(environment, verdict, slowest)];
  },
};

/** `objectives/cold-standby`, `objectives/region-loss-capacity` and `serving/standby-capacity` name the line to change. */
function isExplainedElsewhere(environment: Environment, { failure, region, service, recovery }: TimeBudget): boolean {
  const path = bindingTerm(recovery)?.path;
  if (path?.at(-1) === 'standby') return true;
  const loss = prove(environment).losses.find(({ lost }) => lost === region);
  return (
    failure === 'region' &&
    (loss?.services.some((after) => after.service === service && after.outcome === 'short') ?? false)
  );
}

function violation(environment: Environment, verdict: ObjectiveVerdict, slowest: TimeBudget): Violation {
  const { promised, proved, binding } = verdict;
  const setting: Path = (Number.isFinite(proved) && binding.path) || ['objectives', 'recovery'];
  const largest = bindingTerm(slowest.recovery);
  return {
    path: placeOf(environment, setting, slowest),
    message: Number.isFinite(proved)
      ? `a lost ${slowest.failure} is over for users of ${slowest.service} after up to ${secondsText(proved)}, and ${secondsText(promised)} is promised; the longest step that you can change: ${binding.what}, ${secondsText(largest?.worst ?? 0)} (${binding.setting})`
      : `a lost ${slowest.failure} is over for users of ${slowest.service} when it is repaired: ${binding.what}`,
    expected: `at most ${secondsText(promised)} in all`,
    found: secondsText(proved),
    fix: fixOf(environment, setting, slowest, { proved, excess: proved - promised }),
    involves: [['objectives', 'recovery'], ['dns'], ['regions'], ['assumptions'], ['inference'], ['pools']],
  };
}

/** The setting; or the replicas, where these are too few for the load, which few projects write down. */
function placeOf({ inference }: Environment, setting: Path, { service }: TimeBudget): Path {
  if (!isPeakLoad(setting)) return setting;
  return ['inference', inference.findIndex(({ name }) => name === service), 'replicas', 'min'];
}

function isPeakLoad(setting: Path): boolean {
  return formatPath(setting) === 'assumptions.peakLoad';
}

/** What to write instead, where that alone suffices. */
function fixOf(
  environment: Environment,
  path: Path,
  slowest: TimeBudget,
  { proved, excess }: { readonly proved: number; readonly excess: number },
): string {
  const { dns } = environment;
  const setting = formatPath(path);
  if (!Number.isFinite(excess)) return 'serve from a second region, or remove objectives.recovery';
  const less = `or raise objectives.recovery to ${Math.ceil(proved)}s`;
  if (dns && setting === 'dns.ttl' && dns.ttl.seconds > excess) {
    return `set ttl to ${Math.min(recommendedTtl, Math.floor(dns.ttl.seconds - excess))}s, ${less}`;
  }
  const { interval, failures } = dns?.healthCheck ?? { interval: { seconds: 0 }, failures: 0 };
  const enough = Math.floor(failures - excess / interval.seconds);
  if (setting === 'dns.healthCheck.failures' && enough >= 1) return `set failures to ${Math.min(3, enough)}, ${less}`;
  if (setting === 'dns.healthCheck.interval' && interval.seconds > 10) return `set interval to 10s, ${less}`;
  if (isPeakLoad(path)) {
    const service = environment.inference.find(({ name }) => name === slowest.service);
    return [...(service ? peakRemedies(environment, service) : []), less.replace(/^or /, '')].join(', or ');
  }
  if (path.at(-1) === 'min') return `set min to 2 or more, ${less}`;
  return `shorten it by ${secondsText(excess)}, ${less}`;
}
