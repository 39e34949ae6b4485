import type { DrillResult } from '../../sandbox/drill/run-drill';
import { section } from '../terminal/table';
import type { Colors } from '../terminal/terminal';

/** What a drill has shown, for people. */
export function renderDrill(result: DrillResult, colors: Colors): string {
  const { description, users, seed, failsAt, timeline, services, requests, failed, shed } = result;
  return [
    `${colors.bold(`Drill: ${description}`)} ${colors.yellow('(simulated)')}`,
    `${users} users, seed ${seed}; the failure happens ${failsAt}s after the start`,
    section(
      'Timeline, in seconds after the failure',
      {
        columns: ['seconds', 'what happens'],
        rows: timeline.map(({ at, what }) => [signed(at - failsAt), what]),
        right: [0],
      },
      colors,
    ),
    section(
      'Errors by second',
      { columns: ['seconds', 'failed', 'of', ''], rows: errorRows(result), right: [0, 1, 2] },
      colors,
    ),
    section(
      'Services',
      {
        columns: ['service', 'tier', 'users', 'failed requests', 'first', 'last'],
        rows: services.map((service) => [
          service.service,
          service.tier,
          String(service.users),
          String(service.failed),
          service.firstFailure === undefined ? '-' : signed(service.firstFailure - failsAt),
          service.lastFailure === undefined ? '-' : signed(service.lastFailure - failsAt),
        ]),
        right: [2, 3, 4, 5],
      },
      colors,
    ),
    section(
      'Shed, in this order',
      {
        columns: ['seconds', 'service', 'tier', 'in'],
        rows: shed.map(({ at, service, tier, region }) => [signed(at - failsAt), service, tier, region]),
        right: [0],
      },
      colors,
    ),
    section(
      'Result',
      {
        columns: ['', 'simulated', 'promised', 'worst by the proof', ''],
        rows: resultRows(result, colors),
        right: [1, 2, 3],
      },
      colors,
    ),
    `${failed} of ${requests} requests failed${shed.length === 0 ? '; nothing was shed' : ''}`,
  ]
    .filter((part) => part !== undefined)
    .join('\n\n');
}

function resultRows({ detected, recovered }: DrillResult, colors: Colors): string[][] {
  const verdict = (seconds: number | undefined, promised: number) =>
    seconds !== undefined && seconds <= promised ? colors.green('inside') : colors.red('outside');
  const { seconds, promised, bound } = recovered;
  return [
    [
      'detected',
      `${detected.seconds}s`,
      `${detected.promised}s`,
      `${detected.bound}s`,
      verdict(detected.seconds, detected.promised),
    ],
    [
      'recovered',
      seconds === undefined ? 'not before the repair' : `${seconds}s`,
      `${promised}s`,
      bound === undefined ? 'never' : `${bound}s`,
      verdict(seconds, promised),
    ],
  ];
}

/** Rows of ten seconds, with a bar for the share that failed. */
function errorRows({ errors, failsAt }: DrillResult): string[][] {
  const rows = new Map<number, { failed: number; requests: number }>();
  for (const { second, failed, requests } of errors) {
    const start = Math.floor((second - failsAt) / 10) * 10;
    const row = rows.get(start) ?? { failed: 0, requests: 0 };
    rows.set(start, { failed: row.failed + failed, requests: row.requests + requests });
  }
  const shown = [...rows].slice(0, mostRows);
  const left = rows.size - shown.length;
  return [
    ...shown.map(([start, { failed, requests }]) => [
      `${signed(start)}…${start + 9}`,
      String(failed),
      String(requests),
      '█'.repeat(Math.max(1, Math.round((failed / Math.max(1, requests)) * 30))),
    ]),
    ...(left > 0 ? [[`${left} more`, '', '', '(all of them: --format json, --plot FILE)']] : []),
  ];
}

const mostRows = 30;

function signed(seconds: number): string {
  const value = Number(seconds.toFixed(1));
  return value >= 0 ? `+${value}` : String(value);
}
