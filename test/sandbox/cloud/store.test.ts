import { existsSync, mkdirSync, readdirSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { type CloudObject, type ObjectKey, openStore } from '../../../sandbox/cloud/store';
import type { Values } from '../../../sandbox/protocol/value';
import { runProcess } from '../child-process';
import { temporaryFolder } from '../temporary-folder';

const vpc: ObjectKey = { place: 'us-east-1', type: 'aws_vpc', id: 'vpc-1' };
const subnet: ObjectKey = { place: 'us-east-1', type: 'aws_subnet', id: 'subnet-1' };

function object(key: ObjectKey, values: Values = {}, more: Partial<CloudObject> = {}): CloudObject {
  return { ...key, values: { id: key.id, ...values }, holds: [], ...more };
}

const idsOf = (objects: readonly ObjectKey[]) => objects.map(({ id }) => id).sort();

describe('objects', () => {
  it('are there for every store of the folder until they are removed', () => {
    const folder = temporaryFolder();
    const store = openStore(folder);
    store.put(object(vpc, { cidr_block: '10.0.0.0/16', tags: { Name: 'main' }, ipv6: null }));

    const other = openStore(folder);
    expect(other.get(vpc)).toEqual({
      ...vpc,
      values: { id: 'vpc-1', cidr_block: '10.0.0.0/16', tags: { Name: 'main' }, ipv6: null },
      holds: [],
    });
    other.remove(vpc);
    expect(store.get(vpc)).toBeUndefined();
    expect(store.all()).toEqual([]);
  });

  it('are replaced by a second put', () => {
    const store = openStore(temporaryFolder());
    store.put(object(vpc, { cidr_block: '10.0.0.0/16' }));
    store.put(object(vpc, { cidr_block: '10.1.0.0/16' }));
    expect(store.list('us-east-1', 'aws_vpc').map(({ values }) => values['cidr_block'])).toEqual(['10.1.0.0/16']);
  });

  it('are kept apart by place and type, though their ids are the same', () => {
    const store = openStore(temporaryFolder());
    for (const place of ['us-east-1', 'eu-west-1', 'global']) {
      store.put(object({ place, type: 'aws_eks_cluster', id: 'chat' }, { place }));
      store.put(object({ place, type: 'aws_iam_role', id: 'chat' }));
    }
    expect(store.all()).toHaveLength(6);
    expect(store.get({ place: 'eu-west-1', type: 'aws_eks_cluster', id: 'chat' })?.values['place']).toBe('eu-west-1');
    store.remove({ place: 'eu-west-1', type: 'aws_eks_cluster', id: 'chat' });
    expect(idsOf(store.list('us-east-1', 'aws_eks_cluster'))).toEqual(['chat']);
    expect(store.list('eu-west-1', 'aws_eks_cluster')).toEqual([]);
  });

  it('may have any id', () => {
    const store = openStore(temporaryFolder());
    const ids = [
      'arn:aws:elasticloadbalancing:us-east-1:123456789012:loadbalancer/net/chat/50dc6c495c0c9188',
      'chat-role:AmazonEKSClusterPolicy',
      '../../../etc/passwd',
      '..',
      '.hidden',
      'a/b',
      'a%2Fb',
      'a*b?',
      'größe 7',
      'x'.repeat(3000),
      `${'x'.repeat(2999)}y`,
      '/aws/eks/chat/cluster,sgr-1',
    ];
    for (const id of ids) store.put(object({ ...vpc, id }));
    for (const id of ids) expect(store.get({ ...vpc, id })?.id).toBe(id);
    expect(idsOf(store.list('us-east-1', 'aws_vpc'))).toEqual([...ids].sort());
    for (const id of ids) store.remove({ ...vpc, id });
    expect(store.all()).toEqual([]);
  });

  it('may be in a place that is an address', () => {
    const store = openStore(temporaryFolder());
    const key = { place: 'https://abc.gr7.us-east-1.eks.amazonaws.com', type: 'helm_release', id: 'ai/web' };
    store.put(object(key));
    expect(store.all().map(({ place, id }) => [place, id])).toEqual([[key.place, 'ai/web']]);
  });

  it('that a process was writing when it was killed are not read', () => {
    const folder = temporaryFolder();
    const store = openStore(folder);
    store.put(object(vpc));
    const [type = ''] = readdirSync(join(folder, 'objects', 'us-east-1'));
    writeFileSync(join(folder, 'objects', 'us-east-1', type, '.4711-1'), '{"place":"us-ea');
    expect(idsOf(store.all())).toEqual(['vpc-1']);
    expect(idsOf(store.list('us-east-1', 'aws_vpc'))).toEqual(['vpc-1']);
  });

  it('leave no drafts behind', () => {
    const folder = temporaryFolder();
    const store = openStore(folder);
    store.claim('name', vpc);
    store.put(object(vpc, {}, { claim: 'name', arn: 'arn:aws:ec2:us-east-1:123456789012:vpc/vpc-1' }));
    const drafts = readdirSync(folder, { recursive: true }).filter((path) => /(^|\/)\./.test(String(path)));
    expect(drafts).toEqual([]);
  });

  it('can be read while another process writes them', async () => {
    const folder = temporaryFolder();
    const store = openStore(folder);
    const text = 'x'.repeat(50_000);
    const writing = runProcess(
      `const store = load('cloud/store').openStore(args[0]);
       for (let i = 0; i < 300; i++) {
         const key = { place: 'us-east-1', type: 'aws_vpc', id: 'vpc-' + i % 3 };
         if (i % 7 === 6) store.remove(key);
         else store.put({ ...key, values: { text: args[1] }, holds: [] });
       }
       process.stdout.write('written');`,
      folder,
      text,
    );
    let isOver = false;
    const ended = writing.finally(() => {
      isOver = true;
    });
    let read = 0;
    while (!isOver) {
      for (const { values } of store.all()) {
        read++;
        if (values['text'] !== text) throw new Error('half an object');
      }
      await new Promise((resolve) => setImmediate(resolve));
    }
    expect(await ended).toMatchObject({ stdout: 'written', code: 0 });
    expect(read).toBeGreaterThan(0);
  });
});

describe('indexes', () => {
  const arn = 'arn:aws:iam::123456789012:role/nodes';
  const role: ObjectKey = { place: 'global', type: 'aws_iam_role', id: 'nodes' };

  it('find an object by its ARN in any place', () => {
    const store = openStore(temporaryFolder());
    store.put(object(role, {}, { arn }));
    expect(store.findByArn(arn)?.id).toBe('nodes');
    expect(store.findByArn(`${arn}-2`)).toBeUndefined();
  });

  it('do not take an object for the one whose ARN is among its values', () => {
    const store = openStore(temporaryFolder());
    store.put(object({ ...role, type: 'aws_sns_topic_policy' }, { arn }));
    expect(store.findByArn(arn)).toBeUndefined();
  });

  it('know what holds an object and what it owns', () => {
    const store = openStore(temporaryFolder());
    store.put(object(vpc));
    store.put(object(subnet, {}, { holds: [vpc] }));
    store.put(object({ ...vpc, type: 'aws_security_group', id: 'sg-1' }, {}, { owner: vpc }));
    expect(idsOf(store.holdersOf(vpc))).toEqual(['subnet-1']);
    expect(idsOf(store.ownedBy(vpc))).toEqual(['sg-1']);
    expect(store.holdersOf(subnet)).toEqual([]);
  });

  it('forget what an object held before it was changed', () => {
    const store = openStore(temporaryFolder());
    store.put(object(subnet, {}, { holds: [vpc] }));
    store.put(object(subnet, {}, { holds: [] }));
    expect(store.holdersOf(vpc)).toEqual([]);
  });

  it('ignore entries whose object has vanished, as after a kill between index and object', () => {
    const folder = temporaryFolder();
    const store = openStore(folder);
    store.put(object(subnet, {}, { holds: [vpc], owner: vpc, arn }));
    rmSync(join(folder, 'objects'), { recursive: true });
    expect(store.holdersOf(vpc)).toEqual([]);
    expect(store.ownedBy(vpc)).toEqual([]);
    expect(store.findByArn(arn)).toBeUndefined();
  });

  it('ignore entries of an object whose key another one has got', () => {
    const folder = temporaryFolder();
    const store = openStore(folder);
    store.put(object(subnet, {}, { holds: [vpc], owner: vpc, arn }));
    rmSync(join(folder, 'objects'), { recursive: true });
    store.put(object(subnet));
    expect([...store.holdersOf(vpc), ...store.ownedBy(vpc)]).toEqual([]);
    expect(store.findByArn(arn)).toBeUndefined();
  });
});

describe('claims', () => {
  const claim = '["us-east-1","aws_eks_cluster","chat"]';
  const first: ObjectKey = { place: 'us-east-1', type: 'aws_eks_cluster', id: 'chat-1' };
  const second: ObjectKey = { ...first, id: 'chat-2' };

  it('can be had by one object only', () => {
    const store = openStore(temporaryFolder());
    expect(store.claim(claim, first)).toBe(true);
    store.put(object(first, {}, { claim }));
    expect(store.claim(claim, second)).toBe(false);
    expect(store.claim('another', second)).toBe(true);
  });

  it('are free again as soon as their object is removed, any number of times', () => {
    const store = openStore(temporaryFolder());
    for (let round = 0; round < 12; round++) {
      expect(store.claim(claim, first)).toBe(true);
      store.put(object(first, {}, { claim }));
      expect(store.claim(claim, second)).toBe(false);
      store.remove(first);
    }
  });

  it('are kept for an object that is about to be put', () => {
    const store = openStore(temporaryFolder());
    store.claim(claim, first);
    expect(store.claim(claim, second)).toBe(false);
  });

  it('of a process that was killed before it put its object are taken over', () => {
    const folder = temporaryFolder();
    const store = openStore(folder);
    store.claim(claim, first);
    age(folder);
    expect(store.claim(claim, second)).toBe(true);
    store.put(object(second, {}, { claim }));
    expect(store.claim(claim, first)).toBe(false);
  });

  it('of an object that was changed to have another one are taken over', () => {
    const folder = temporaryFolder();
    const store = openStore(folder);
    store.claim(claim, first);
    store.put(object(first, {}, { claim: 'another' }));
    age(folder);
    expect(store.claim(claim, second)).toBe(true);
  });

  it.each([
    ['new', false],
    ['left behind', true],
  ])('that are %s are won by one of two processes that try at once', async (_title, isLeftBehind) => {
    const folder = temporaryFolder();
    const claims = Array.from({ length: 200 }, (_, number) => `name ${number}`);
    if (isLeftBehind) {
      const store = openStore(folder);
      for (const name of claims) store.claim(name, first);
      age(folder);
    }
    const script = `
      const { existsSync, writeFileSync } = require('node:fs');
      const [folder, claims, own, other] = args;
      const store = load('cloud/store').openStore(folder);
      writeFileSync(folder + '/' + own, '');
      while (!existsSync(folder + '/' + other));
      const won = claims.filter((claim, number) => {
        const key = { place: 'us-east-1', type: 'aws_eks_cluster', id: own + number };
        if (!store.claim(claim, key)) return false;
        store.put({ ...key, values: {}, holds: [], claim });
        return true;
      });
      process.stdout.write(JSON.stringify(won));`;
    const [east, west] = await Promise.all([
      runProcess(script, folder, claims, 'east', 'west'),
      runProcess(script, folder, claims, 'west', 'east'),
    ]);
    const won = [east, west].flatMap(({ stdout }) => JSON.parse(stdout) as string[]);
    expect([...won].sort()).toEqual([...claims].sort());
  });

  /** Makes everything in the index look as if it had been written a minute ago. */
  function age(folder: string): void {
    const then = Date.now() / 1000 - 60;
    for (const path of readdirSync(join(folder, 'index'), { recursive: true })) {
      utimesSync(join(folder, 'index', String(path)), then, then);
    }
  }
});

it('makes nothing of an empty or absent folder', () => {
  const folder = join(temporaryFolder(), 'absent');
  const store = openStore(folder);
  expect(store.all()).toEqual([]);
  expect(store.list('us-east-1', 'aws_vpc')).toEqual([]);
  expect(existsSync(folder)).toBe(false);
  mkdirSync(folder);
  expect(store.all()).toEqual([]);
});
