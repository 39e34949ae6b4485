import { count } from '../../../schemas/count';
import type { Rule } from '../rule';
import { checkEvaluations } from './evaluation-rule';

/** A question with the longest answer that is asked for, and as much before it. */
const questionTokens = 4096;

export const crowdsOutUsers: Rule = {
  id: 'evaluation/crowds-out-users',
  severity: 'warning',
  summary: 'An evaluation leaves users of a public service at least half of what its smallest size can hold.',
  why: 'Its questions go to the same replicas, without the limits of the gateway. Where they fill the cache, users wait until the benchmark is done.',
  fix: 'Lower `concurrency`, raise `replicas.min`, or evaluate the `model` on a `pool` of its own.',
  source: 'Ninefold: evaluation.concurrency against the tokens that the cache of the replicas holds',
  check(subject) {
    const { inference } = subject.environment;
    return checkEvaluations(
      subject,
      ({ concurrency, service }) => {
        const asked = inference.find(({ name }) => name === service);
        if (asked?.exposure !== 'public' || asked.fit === undefined || asked.replicas.min === 0) return [];
        const held = Math.floor((asked.replicas.min * asked.fit.cacheTokens) / questionTokens);
        const most = Math.max(1, Math.floor(held / 2));
        if (concurrency <= most) return [];
        return [
          {
            field: ['concurrency'],
            message: `${count(concurrency, 'question')} at a time, and ${asked.name} holds ${held} of ${questionTokens} tokens in a region at its smallest`,
            expected: `at most ${most}`,
            found: String(concurrency),
            fix: `lower concurrency to ${most}, or evaluate the model on a pool`,
          },
        ];
      },
      ({ service }) =>
        inference.flatMap(({ name }, index) => (name === service ? [['inference', index, 'replicas']] : [])),
    );
  },
};
