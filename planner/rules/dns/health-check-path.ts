import type { Rule } from '../rule';

/** Paths that mean something to clients of every engine, and the one at which the gateway tells of its alerts. */
const taken = /^\/(v1(\/|$)|ninefold\/|metrics$)/;

export const healthCheckPath: Rule = {
  id: 'dns/health-check-path',
  severity: 'error',
  summary: 'The path of health checks is none of the API.',
  why: 'The gateway answers this path itself, for everybody and without a key: it says whether a replica is ready. Clients that ask for /v1/models would get that in the place of the models.',
  fix: 'Leave `healthCheck.path` out, or choose a path that no client calls, such as /health.',
  source: 'OpenAI API Reference (paths below /v1); Ninefold: the gateway of a region',
  check({ project }) {
    const path = project.dns?.healthCheck.path;
    if (path === undefined || !taken.test(path)) return [];
    return [
      {
        path: ['dns', 'healthCheck', 'path'],
        message: `${path} belongs to the API, and the gateway would answer it itself`,
        expected: 'a path that no client calls',
        found: path,
        fix: 'remove this line, or write /health',
      },
    ];
  },
};
