import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { parse } from 'yaml';
import { blueprintFile } from '../../blueprints/library';
import { benchmarks } from '../../catalog/evalscope/benchmarks';
import { msSwift } from '../../catalog/ms-swift/pinned';
import { compileFile } from '../../planner/compile';
import { schemaProblems } from '../support/kubernetes/schemas';
import { today } from '../support/spec';

const folder = dirname(blueprintFile('batch-eval', '1.0.0'));

/** The evaluator of the README asks what the blueprint serves. */
it('comes with a job that asks the candidate for benchmarks that EvalScope has', () => {
  const { environment } = compileFile(join(folder, 'example.yaml'), today);
  const [service] = environment?.inference ?? [];
  const job = parse(readFileSync(join(folder, 'evaluation-job.yaml'), 'utf8'));
  expect(schemaProblems([{ ...job, metadata: { ...job.metadata, name: 'evaluate-x7k2p' } }])).toEqual([]);
  const [container] = job.spec.template.spec.containers;
  const args: string[] = container.args;
  const after = (name: string) => args[args.indexOf(name) + 1];
  expect(service).toMatchObject({ name: 'candidate', exposure: 'internal', scaling: { on: 'running', target: 32 } });
  expect(container).toMatchObject({ image: msSwift.image, command: ['evalscope', 'eval'] });
  expect(after('--model')).toBe(service?.name);
  expect(after('--api-url')).toBe(`http://${service?.name}.inference.svc/v1`);
  const asked = args.slice(args.indexOf('--datasets') + 1, args.indexOf('--eval-batch-size'));
  expect(asked.filter((name) => !benchmarks.includes(name))).toEqual([]);
  // As many questions as keep all replicas of the example busy.
  expect(Number(after('--eval-batch-size'))).toBe(32 * 4);
});
