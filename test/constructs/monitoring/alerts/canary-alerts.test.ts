import { canaryAlerts } from '../../../../constructs/monitoring/alerts/canary-alerts';
import { engineMonitors } from '../../../../constructs/monitoring/metrics/monitors';
import type { WatchedService } from '../../../../constructs/monitoring/watched-service';
import { itWithTool } from '../../../support/debian-tools';
import { type Evaluation, promtoolProblems, type SeriesOf } from '../../../support/serving/promtool';

const chat: WatchedService = {
  name: 'chat',
  engine: 'vllm',
  tier: 'critical',
  exposure: 'public',
  minReplicas: 2,
  balanced: true,
  canary: 'sglang',
};
const [fails, slow] = canaryAlerts(chat).map(({ expr }) => expr);

/** Twenty minutes of answers, counted every 15 seconds. */
function answers(proxy: string, good: number, bad: number): SeriesOf {
  const of = (code: string) =>
    `haproxy_backend_http_responses_total{job="gateway",pod="gateway-1",proxy="${proxy}",code="${code}"}`;
  return { [of('2xx')]: `0+${good}x80`, [of('5xx')]: `0+${bad}x80` };
}

/** First tokens of which one in ten takes longer than `seconds`. */
function firstTokens(metric: string, variant: string, seconds: number): SeriesOf {
  const of = (le: string) => `${metric}_bucket{job="engine",service="chat"${variant},le="${le}"}`;
  return { [of(String(seconds))]: '0+9x80', [of(String(4 * seconds))]: '0+10x80', [of('+Inf')]: '0+10x80' };
}

const at = (series: SeriesOf, query: string | undefined, value: number | undefined): Evaluation => {
  return { series, at: '15m', query: query ?? '', value };
};

describe('alerts of a canary', () => {
  itWithTool('promtool')('come when it fails more often than the service, and only then', () => {
    expect(
      promtoolProblems([
        at({ ...answers('chat', 90, 0), ...answers('chat-canary', 8, 2) }, fails, 0.2),
        // The service itself fails as often.
        at({ ...answers('chat', 80, 20), ...answers('chat-canary', 8, 2) }, fails, undefined),
        at({ ...answers('chat', 90, 0), ...answers('chat-canary', 10, 0) }, fails, undefined),
        // One request in four minutes says nothing.
        at({ ...answers('chat', 90, 0), ...answers('chat-canary', 0, 0.06) }, fails, undefined),
      ]),
    ).toBe('');
  });

  itWithTool('promtool')('come when its first tokens take half as long again, whatever engine each is', () => {
    const service = firstTokens('vllm:time_to_first_token_seconds', '', 1);
    const canary = (seconds: number) => firstTokens('sglang:time_to_first_token_seconds', ',variant="canary"', seconds);
    expect(
      promtoolProblems([
        at({ ...service, ...canary(2) }, slow, 2),
        at({ ...service, ...canary(1) }, slow, undefined),
        at(service, slow, undefined),
      ]),
    ).toBe('');
  });

  it('are not there without one', () => {
    const { canary: _none, ...alone } = chat;
    expect(canaryAlerts(alone)).toEqual([]);
  });
});

describe('measurements of a canary', () => {
  it('are of its own engine, count for the service, and can be told apart', () => {
    const monitors = engineMonitors([chat], { scrapeInterval: 5, scrapeTimeout: 3, ruleInterval: 5 });
    const labelsOf = (index: number) =>
      Object.fromEntries(
        (monitors[index]?.spec.podMetricsEndpoints[0]?.relabelings ?? []).map(({ targetLabel, replacement }) => [
          targetLabel,
          replacement,
        ]),
      );
    expect(monitors.map(({ metadata }) => metadata.name)).toEqual(['engine-chat', 'engine-chat-canary']);
    expect(labelsOf(0)).toMatchObject({ service: 'chat', tier: 'critical' });
    expect(labelsOf(0)['variant']).toBeUndefined();
    expect(labelsOf(1)).toMatchObject({ service: 'chat', tier: 'critical', variant: 'canary' });
    expect(monitors[1]?.spec.podMetricsEndpoints[0]?.metricRelabelings?.[0]?.regex).toContain('sglang:');
  });
});
