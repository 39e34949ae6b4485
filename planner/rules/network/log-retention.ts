import { isLogRetention, logRetentionDays } from '../../../catalog/cloudwatch';
import { parseDuration } from '../../../schemas/duration';
import type { Path, Violation } from '../../../schemas/finding';
import { listed } from '../../../schemas/suggest';
import type { Rule } from '../rule';

const secondsPerDay = 86_400;

export const logRetention: Rule = {
  id: 'network/log-retention',
  severity: 'error',
  summary: "Logs are kept for one of CloudWatch's periods.",
  why: 'CloudWatch Logs knows a fixed list of periods and refuses every other one.',
  fix: 'Choose a period of the list, for example 30d, 90d, 365d or 731d.',
  source: 'Amazon CloudWatch Logs API Reference, "PutRetentionPolicy"',
  check({ project }) {
    const settings: { path: Path; text: string }[] = [
      { path: ['network', 'flowLogRetention'], text: project.network.flowLogRetention },
      { path: ['cluster', 'logRetention'], text: project.cluster.logRetention },
    ];
    return settings.flatMap(({ path, text }): Violation[] => {
      const days = parseDuration(text).seconds / secondsPerDay;
      if (isLogRetention(days)) return [];
      const next = logRetentionDays.find((period) => period > days) ?? Math.max(...logRetentionDays);
      return [
        {
          path,
          message: `CloudWatch cannot keep logs for ${text}`,
          expected: `one of ${listed(logRetentionDays.map((period) => `${period}d`))}`,
          found: text,
          fix: `write ${next}d`,
        },
      ];
    });
  },
};
