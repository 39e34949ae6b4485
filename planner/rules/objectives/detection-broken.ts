import { secondsText } from '../../availability/seconds-text';
import type { Rule } from '../rule';
import { brokenPromise } from './promises';

export const detectionBroken: Rule = {
  id: 'objectives/detection-broken',
  severity: 'error',
  summary: 'A failure is alerted within the detection objective.',
  why: 'Between a failure and its alert lie one scrape, its timeout, one evaluation of the rule and the wait of Alertmanager. At worst they are longer than the project promises.',
  fix: 'Scrape and evaluate more often, or promise less.',
  source:
    'Prometheus documentation, "Configuration" (scrape_interval, scrape_timeout) and "Recording rules" (interval); Alertmanager documentation, "Configuration" (group_wait)',
  check({ environment }) {
    const verdict = brokenPromise(environment, 'detection');
    if (verdict === undefined) return [];
    const { promised, proved, binding, failure, margin } = verdict;
    return [
      {
        path: binding.path ?? ['objectives', 'detection'],
        message: `the alert of a lost ${failure} takes up to ${secondsText(proved)}, and ${secondsText(promised)} is promised; the longest step: ${binding.what} (${binding.setting})`,
        expected: `at most ${secondsText(promised)}`,
        found: secondsText(proved),
        fix: binding.path
          ? `shorten it by ${secondsText(-margin)}, or set objectives.detection to ${secondsText(Math.ceil(proved))}`
          : `set objectives.detection to ${secondsText(Math.ceil(proved))} or more`,
        involves: [['objectives', 'detection'], ['monitoring']],
      },
    ];
  },
};
