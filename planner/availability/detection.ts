import type { DetectionClocks } from '../environment/monitoring-plan';
import type { FailureClass, Term } from './time-budget';

/** Until Alertmanager has received, grouped and sent an alert: measured with Prometheus 2.42 and Alertmanager 0.25. */
const deliverySeconds = { typical: 0.1, worst: 0.5 };

/** A process that is gone refuses connections; whatever else is lost lets a scrape run into its timeout. */
const refusing: readonly FailureClass[] = ['process'];

/**
 * From a failure to its alert: the scrape that fails, the evaluation that sees it, how long the rule waits, and how long
 * Alertmanager does. A region is seen by the Prometheus of another one, which probes its public name.
 *
 * worst = scrape interval + timeout + rule interval + ⌈for / rule interval⌉ × rule interval + group wait + delivery
 */
export function alertTerms(clocks: DetectionClocks, failure: FailureClass): Term[] {
  const scrapeInterval = clocks.scrapeInterval.seconds;
  const scrapeTimeout = clocks.scrapeTimeout.seconds;
  const ruleInterval = clocks.ruleInterval.seconds;
  const hold = clocks.hold.seconds;
  const groupWait = clocks.groupWait.seconds;
  const held = Math.ceil(hold / ruleInterval) * ruleInterval;
  const timeout = refusing.includes(failure) ? 0 : scrapeTimeout;
  const who = failure === 'region' ? 'probe of another region' : 'scrape';
  return [
    {
      phase: 'detect',
      what: `next ${who}`,
      typical: scrapeInterval / 2,
      worst: scrapeInterval,
      setting: `scrape interval ${scrapeInterval}s`,
    },
    ...(timeout > 0
      ? [
          {
            phase: 'detect' as const,
            what: `${who} without an answer`,
            typical: timeout,
            worst: timeout,
            setting: `scrape timeout ${timeout}s`,
          },
        ]
      : []),
    {
      phase: 'decide',
      what: 'evaluation of the rule',
      typical: ruleInterval / 2 + held,
      worst: ruleInterval + held,
      setting: `rule interval ${ruleInterval}s, for ${hold}s`,
    },
    {
      phase: 'switch',
      what: 'Alertmanager',
      typical: groupWait + deliverySeconds.typical,
      worst: groupWait + deliverySeconds.worst,
      setting: `group wait ${groupWait}s`,
    },
  ];
}
