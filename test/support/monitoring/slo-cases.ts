import type { AlertCase, Series } from './alert-cases';

/** Requests of an hour's twelfth that are good and bad, for as long as `times` says. */
interface Traffic {
  readonly good: number;
  readonly bad: number;
  readonly times: number;
}

/** Counters that grow with traffic, one sample each five minutes. */
function counter(parts: readonly Traffic[], of: (traffic: Traffic) => number): string {
  let value = 0;
  return parts
    .map((part) => {
      const from = value;
      value += of(part) * (part.times + 1);
      return `${from}+${of(part)}x${part.times}`;
    })
    .join(' ');
}

type Answers = (parts: readonly Traffic[]) => Series;

const bad = ({ bad: count }: Traffic) => count;
const good = ({ good: count }: Traffic) => count;
const all = (traffic: Traffic) => traffic.good + traffic.bad;

const gateway: Answers = (parts) => ({
  'haproxy_backend_http_responses_total{job="gateway",proxy="chat",code="2xx"}': counter(parts, good),
  'haproxy_backend_http_responses_total{job="gateway",proxy="chat",code="5xx"}': counter(parts, bad),
});
const vllm: Answers = (parts) => ({
  'http_requests_total{job="engine",service="chat",handler="/v1/chat/completions",status="2xx"}': counter(parts, good),
  'http_requests_total{job="engine",service="chat",handler="/v1/chat/completions",status="5xx"}': counter(parts, bad),
});
const sglang: Answers = (parts) => ({
  'sglang:http_responses_total{job="engine",service="agent",endpoint="/v1/chat/completions",status_code="200"}':
    counter(parts, good),
  'sglang:http_responses_total{job="engine",service="agent",endpoint="/v1/chat/completions",status_code="500"}':
    counter(parts, bad),
});
const lmdeploy: Answers = (parts) => ({
  'lmdeploy:num_requests_succeeded{job="engine",service="batch"}': counter(parts, good),
  'lmdeploy:num_requests_failed{job="engine",service="batch"}': counter(parts, bad),
});
const latency =
  (metric: string, service: string, le: string): Answers =>
  (parts) => ({
    [`${metric}_bucket{job="engine",service="${service}",le="${le}"}`]: counter(parts, good),
    [`${metric}_bucket{job="engine",service="${service}",le="+Inf"}`]: counter(parts, all),
    [`${metric}_count{job="engine",service="${service}"}`]: counter(parts, all),
  });

/** Of ten thousand answers so many bad ones, for two hours. */
const failing = (share: number): readonly Traffic[] => [{ good: 10_000 - share, bad: share, times: 24 }];
const steady = failing(0);
/** Nothing but errors for a quarter of an hour, and then none. */
const shortOutage = (times: number): readonly Traffic[] => [
  { good: 1000, bad: 0, times: 3 },
  { good: 0, bad: 1000, times: 2 },
  { good: 1000, bad: 0, times },
];

interface Objective {
  readonly id: string;
  readonly answers: Answers;
  readonly severity: 'page' | 'ticket';
  /** Bad ones of ten thousand that may be. */
  readonly budget: number;
  /** Series that say that there is something to judge. */
  readonly present: Series;
}

const up = (job: string) => ({ [`up{job="${job}"}`]: '1x30' });
const engineUp = (service: string) => ({ [`up{job="engine",service="${service}"}`]: '1x30' });

const objectives: readonly Objective[] = [
  { id: 'chat-availability', answers: gateway, severity: 'page', budget: 10, present: up('gateway') },
  {
    id: 'chat-engine-availability',
    answers: vllm,
    severity: 'ticket',
    budget: 10,
    present: { 'vllm:request_success_total{job="engine",service="chat",finished_reason="stop"}': '0+100x30' },
  },
  {
    id: 'chat-ttft',
    answers: latency('vllm:time_to_first_token_seconds', 'chat', '2.5'),
    severity: 'page',
    budget: 100,
    present: engineUp('chat'),
  },
  {
    id: 'agent-availability',
    answers: sglang,
    severity: 'page',
    budget: 10,
    present: { 'sglang:num_requests_total{job="engine",service="agent"}': '0+100x30' },
  },
  {
    id: 'agent-ttft',
    // As Prometheus 3 writes the bound.
    answers: latency('sglang:time_to_first_token_seconds', 'agent', '2.0'),
    severity: 'page',
    budget: 100,
    present: engineUp('agent'),
  },
  { id: 'batch-availability', answers: lmdeploy, severity: 'ticket', budget: 100, present: engineUp('batch') },
  {
    id: 'batch-e2e',
    answers: latency('lmdeploy:e2e_request_latency_seconds', 'batch', '60'),
    severity: 'ticket',
    budget: 500,
    present: engineUp('batch'),
  },
];

export const objectiveIds: readonly string[] = ['chat-load-balancer', ...objectives.map(({ id }) => id)];

/** Healthy targets that the load balancer finds. */
const healthy = (values: string): Series => ({
  'aws_networkelb_healthy_host_count_maximum{job="load-balancer",name="chat"}': values,
});

/** Of the load balancer, where time counts and traffic does not. */
const balancerCases: readonly AlertCase[] = [
  ['SLOBurnsFast', 'page', '2x22 0x2', '2x10 0x1 2x12'],
  // Nobody has lost what was never there.
  ['SLOBurnsFast', 'page', '2x1 0x22', '0x24'],
  ['SLOBurnsSlowly', 'ticket', '2x10 0x1 2x12', '2x24'],
  ['SLOBudgetSpent', 'ticket', '2x10 0x1 2x12', '2x24'],
].map(([alert = '', severity = '', lost = '', kept = '']) => ({
  alert,
  at: '2h',
  labels: { slo: 'chat-load-balancer', severity },
  fires: healthy(lost),
  silent: healthy(kept),
}));

/** Cases of objectives, with samples five minutes apart. */
export const sloCases: readonly AlertCase[] = [
  ...balancerCases,
  { alert: 'SLOMetricMissing', at: '1h', labels: { slo: 'chat-load-balancer' }, fires: {}, silent: healthy('0x30') },
  ...objectives.flatMap(casesOf),
];

function casesOf({ id, answers, severity, budget, present }: Objective): AlertCase[] {
  const slo = { slo: id };
  const fast = { alert: 'SLOBurnsFast', at: '2h', labels: { ...slo, severity } };
  return [
    // More, and less, than six times the budget: 5 % of it in six hours.
    { ...fast, fires: answers(failing(budget * 6.5)), silent: answers(failing(budget * 5.5)) },
    // The short windows end it: after an outage of 15 minutes it goes on for half an hour.
    { ...fast, at: '30m', silentAt: '80m', fires: answers(shortOutage(20)), silent: answers(shortOutage(20)) },
    // Without traffic nothing is promised.
    { ...fast, fires: answers(failing(budget * 6.5)), silent: {} },
    {
      alert: 'SLOBurnsSlowly',
      at: '2h',
      labels: { ...slo, severity: 'ticket' },
      fires: answers(failing(budget * 1.1)),
      silent: answers(failing(budget * 0.9)),
    },
    {
      alert: 'SLOBudgetSpent',
      at: '2h',
      labels: { ...slo, severity: 'ticket' },
      fires: answers(failing(budget * 1.1)),
      silent: answers(failing(budget * 0.9)),
    },
    {
      alert: 'SLOMetricMissing',
      at: '1h',
      labels: slo,
      fires: present,
      silent: { ...present, ...answers(steady) },
    },
  ];
}
