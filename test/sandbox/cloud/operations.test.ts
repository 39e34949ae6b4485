import { appendFileSync } from 'node:fs';
import { join } from 'node:path';
import { type LoggedOperation, logOperation, readOperations } from '../../../sandbox/cloud/operations';
import { runProcess } from '../child-process';
import { temporaryFolder } from '../temporary-folder';

const created: LoggedOperation = {
  at: '2026-11-23T10:00:00.000Z',
  operation: 'create',
  region: 'us-east-1',
  type: 'aws_vpc',
  id: 'vpc-1',
  name: 'a "quoted"\nname',
  outcome: 'ok',
};

it('reads operations back in their order', () => {
  const folder = join(temporaryFolder(), 'cloud');
  expect(readOperations(folder)).toEqual([]);
  logOperation(folder, created);
  logOperation(folder, { ...created, operation: 'delete', outcome: 'DependencyViolation', fault: 'f1' });
  expect(readOperations(folder)).toEqual([
    created,
    { ...created, operation: 'delete', outcome: 'DependencyViolation', fault: 'f1' },
  ]);
});

it('does not read a line that is still being written', () => {
  const folder = temporaryFolder();
  logOperation(folder, created);
  appendFileSync(join(folder, 'operations.jsonl'), '{"at":"2026-11-23T10:00:01.000Z","opera');
  expect(readOperations(folder)).toEqual([created]);
});

it('reads what comes behind a line of which only a part was written', () => {
  const folder = temporaryFolder();
  appendFileSync(join(folder, 'operations.jsonl'), '{"at":"2026-11-23T10:00:01.000Z","opera');
  logOperation(folder, created);
  logOperation(folder, created);
  expect(readOperations(folder)).toEqual([created]);
});

it('keeps the lines of processes that write at once apart', async () => {
  const folder = temporaryFolder();
  const script = `
    const { logOperation } = load('cloud/operations');
    for (let i = 0; i < 200; i++) logOperation(args[0], { ...args[1], id: args[2] + i });`;
  await Promise.all(['a', 'b', 'c'].map((id) => runProcess(script, folder, created, id)));
  const ids = readOperations(folder).map(({ id }) => id);
  expect(new Set(ids).size).toBe(600);
});
