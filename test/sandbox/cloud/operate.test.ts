import { readdirSync } from 'node:fs';
import { ApiError } from '../../../sandbox/cloud/api-error';
import { type FaultRule, writeFaults } from '../../../sandbox/cloud/faults';
import { operate } from '../../../sandbox/cloud/operate';
import { type Operation, readOperations } from '../../../sandbox/cloud/operations';
import { openStore } from '../../../sandbox/cloud/store';
import { runProcess } from '../child-process';
import { temporaryFolder } from '../temporary-folder';

const create: Operation = { operation: 'create', region: 'us-east-1', type: 'aws_vpc', name: 'main' };
const made = { id: 'vpc-1' };

function cloudWith(...rules: readonly FaultRule[]): string {
  const folder = temporaryFolder();
  writeFaults(folder, rules);
  return folder;
}

/** The log without the time of day. */
const logOf = (folder: string) => readOperations(folder).map(({ at: _at, ...line }) => line);

describe('without faults', () => {
  it('returns what was done, and logs it with the identifier of what was made', async () => {
    const folder = cloudWith();
    const before = new Date().toISOString();
    expect(await operate(folder, create, () => made)).toEqual({ result: made });
    expect(logOf(folder)).toEqual([{ ...create, id: 'vpc-1', outcome: 'ok' }]);
    const [line] = readOperations(folder);
    expect(line && line.at >= before && line.at <= new Date().toISOString()).toBe(true);
  });

  it('logs an operation that returns nothing with the id that it had', async () => {
    const folder = cloudWith();
    await operate(folder, { ...create, operation: 'delete', id: 'vpc-1' }, () => undefined);
    await operate(folder, { ...create, operation: 'read', id: 'vpc-1' }, () => null);
    expect(logOf(folder).map(({ operation, id, outcome }) => [operation, id, outcome])).toEqual([
      ['delete', 'vpc-1', 'ok'],
      ['read', 'vpc-1', 'ok'],
    ]);
  });

  it('logs the code of a refusal once, and passes it on', async () => {
    const folder = cloudWith();
    const refusal = new ApiError('VpcLimitExceeded', 'The maximum number of VPCs has been reached.');
    const refused = operate(folder, create, () => {
      throw refusal;
    });
    await expect(refused).rejects.toBe(refusal);
    expect(logOf(folder)).toEqual([{ ...create, outcome: 'VpcLimitExceeded' }]);
  });

  it('passes defects of the simulation on without calling them an answer of the service', async () => {
    const folder = cloudWith();
    const defect = new TypeError('undefined is not a function');
    const failed = operate(folder, create, () => {
      throw defect;
    });
    await expect(failed).rejects.toBe(defect);
    expect(logOf(folder)).toEqual([]);
  });
});

describe('faults that prevent an operation', () => {
  it.each([
    ['throttle', 'ThrottlingException', 'Rate exceeded for aws_vpc after 25 attempts (simulated)'],
    ['region-down', 'RequestError', 'send request failed: us-east-1 does not answer (simulated loss of the region)'],
  ] as const)('%s refuses with %s and changes nothing', async (fault, code, message) => {
    const folder = cloudWith({ id: 'f1', fault });
    const commit = jest.fn();
    await expect(operate(folder, create, commit)).rejects.toMatchObject({ code, message });
    expect(commit).not.toHaveBeenCalled();
    expect(logOf(folder)).toEqual([{ ...create, outcome: code, fault: 'f1' }]);
  });

  it('region-down takes reads with it, and leaves other regions alone', async () => {
    const folder = cloudWith({ id: 'f1', fault: 'region-down', region: 'us-east-1' });
    const read: Operation = { ...create, operation: 'read', id: 'vpc-1' };
    await expect(operate(folder, read, () => made)).rejects.toMatchObject({ code: 'RequestError' });
    expect(await operate(folder, { ...read, region: 'eu-west-1' }, () => made)).toEqual({ result: made });
  });
});

describe('faults of an object that comes into being', () => {
  it.each([
    ['half-way', 'CREATE_FAILED'],
    ['no-capacity', 'InsufficientInstanceCapacity'],
  ] as const)('%s returns both the object and the failure %s', async (fault, code) => {
    const folder = cloudWith({ id: 'f1', fault });
    const commit = jest.fn(() => made);
    const { result, failure } = await operate(folder, create, commit);
    expect(result).toBe(made);
    expect(failure).toMatchObject({ code });
    expect(commit).toHaveBeenCalledTimes(1);
    expect(logOf(folder)).toEqual([{ ...create, id: 'vpc-1', outcome: code, fault: 'f1' }]);
  });

  it('half-way lets the refusal of the service go first', async () => {
    const folder = cloudWith({ id: 'f1', fault: 'half-way' });
    const refusal = new ApiError('VpcLimitExceeded', 'no more');
    const refused = operate(folder, create, () => {
      throw refusal;
    });
    await expect(refused).rejects.toBe(refusal);
  });
});

it('slow delays an operation, lets it happen and says so', async () => {
  const folder = cloudWith({ id: 'f1', fault: 'slow', seconds: 0.2 });
  const start = performance.now();
  expect(await operate(folder, create, () => made)).toEqual({ result: made });
  expect(performance.now() - start).toBeGreaterThanOrEqual(195);
  expect(logOf(folder)).toEqual([{ ...create, id: 'vpc-1', outcome: 'ok', fault: 'f1' }]);
});

describe('kill', () => {
  /** Makes a VPC in a process of its own. */
  const makeVpc = (folder: string) =>
    runProcess(
      `const { operate } = load('cloud/operate');
       const store = load('cloud/store').openStore(args[0]);
       const object = { place: 'us-east-1', type: 'aws_vpc', id: 'vpc-1', values: { id: 'vpc-1' }, holds: [] };
       process.on('exit', () => process.stdout.write('cleaned up'));
       operate(args[0], args[1], () => { store.put(object); return object; }).then(() => process.stdout.write('made'));`,
      folder,
      create,
    );

  it.each([
    ['before', undefined, [] as string[], undefined],
    ['before', 'before', [], undefined],
    ['after', 'after', ['vpc-1'], 'vpc-1'],
  ] as const)('ends the process without a word %s the cloud has changed', async (when, moment, present, id) => {
    const folder = cloudWith({ id: 'f1', fault: 'kill', times: 1, ...(moment && { moment }) });
    expect(await makeVpc(folder)).toEqual({ stdout: '', stderr: '', code: null, signal: 'SIGKILL' });
    expect(
      openStore(folder)
        .all()
        .map((object) => object.id),
    ).toEqual(present);
    expect(logOf(folder)).toEqual([
      { ...create, ...(id === undefined ? {} : { id }), outcome: `killed ${when}`, fault: 'f1' },
    ]);
    expect(readdirSync(folder, { recursive: true }).filter((path) => String(path).includes('/.'))).toEqual([]);

    expect(await makeVpc(folder)).toMatchObject({ stdout: 'madecleaned up', code: 0 });
  });
});
