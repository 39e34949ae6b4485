/** `npm run score`: the planner's estimates against published measurements, row by row and by source and kind. */
import { mapRows } from './csv-rows';
import { scoreMeasurements } from './measurements';
import { scoreTable } from './score-table';
import { scoreServices, serviceTable } from './serving-measurements';

const scored = scoreMeasurements();
for (const { id, source, kind, measured, estimated, error } of scored) {
  const against = measured === undefined ? 'out of memory' : `${measured} GiB`;
  const off = error === undefined ? '' : `, off by ${Math.round(error * 100)} %`;
  process.stdout.write(`${id}  ${source}, ${kind}: ${against} measured, ${estimated.toFixed(1)} GiB estimated${off}\n`);
}
process.stdout.write(`\n${scoreTable(scored).join('\n')}\n\nNot scored, and why:\n`);
const reasons = new Map<string, number>();
for (const why of mapRows('unscored-training.csv', (text) => text('why'))) {
  reasons.set(why, (reasons.get(why) ?? 0) + 1);
}
for (const [why, count] of [...reasons].sort(([, a], [, b]) => b - a)) process.stdout.write(`${count}  ${why}\n`);

const services = scoreServices();
process.stdout.write('\nServices\n');
for (const { id, kind, measured, estimated, error } of services) {
  process.stdout.write(
    `${id}  ${kind}: ${measured} measured, ${estimated.toFixed(1)} estimated, off by ${Math.round(error * 100)} %\n`,
  );
}
process.stdout.write(`\n${serviceTable(services).join('\n')}\n`);
