import { Workplace } from '../../support/cli';

const place = new Workplace();
afterAll(() => place.remove());

describe('ninefold explain', () => {
  it('lists every rule by area', () => {
    const { status, stdout } = place.run(['explain']);
    expect(status).toBe(0);
    for (const area of ['file', 'yaml', 'schema', 'blueprint', 'structure', 'network', 'dns', 'suppress']) {
      expect(stdout).toMatch(new RegExp(`^${area}$`, 'm'));
    }
    expect(stdout).toMatch(/^ {2}network\/cidr-overlap +error +The regions use different address ranges\.$/m);
  });

  it('explains a rule', () => {
    const { status, stdout } = place.run(['explain', 'network/cidr-overlap']);
    expect(status).toBe(0);
    for (const word of ['network/cidr-overlap  error', 'Why\n', 'Fix\n', 'Source\n']) expect(stdout).toContain(word);
  });

  it.each(['file/not-found', 'yaml/tab', 'schema/unknown-key', 'blueprint/unknown', 'suppress/expired'])(
    'explains %s, which is no rule of the planner',
    (id) => {
      expect(place.run(['explain', id])).toMatchObject({ status: 0, stdout: expect.stringContaining(`${id}  `) });
    },
  );

  it('explains a field', () => {
    expect(place.run(['explain', 'cluster.version'])).toMatchObject({
      status: 0,
      stdout: [
        'cluster.version',
        '',
        'Kubernetes minor version, quoted. Upgrades go one minor version at a time.',
        '',
        '  type     a Kubernetes minor version in quotes such as "1.35"',
        '  default  "1.35"',
        '  change   rolling: nodes or replicas are replaced one after the other',
        '',
        'Example',
        '  version: "1.35"',
        '',
      ].join('\n'),
    });
  });

  it('explains a map by its keys', () => {
    const { stdout } = place.run(['explain', 'pools.nodes']);
    expect(stdout).toContain('pools.nodes  required');
    expect(stdout).toMatch(/Keys\n {2}min {2,}Nodes that always run/);
  });

  it('prints a rule, a field and the list as JSON', () => {
    const json = (...args: string[]) => JSON.parse(place.run(['explain', ...args, '--format', 'json']).stdout);
    expect(json('yaml/tab')).toMatchObject({ id: 'yaml/tab', severity: 'error', why: expect.any(String) });
    expect(json('dns.ttl')).toMatchObject({ path: 'dns.ttl', default: '"60s"', required: false });
    expect(json().rules).toContainEqual(expect.objectContaining({ id: 'suppress/unused', severity: 'warning' }));
  });

  it.each([
    ['network/cidr-overlp', 'did you mean network/cidr-overlap?'],
    ['cidr-overlap', 'did you mean network/cidr-overlap?'],
    ['contextLength', 'did you mean inference.contextLength?'],
    ['pools.noeds.min', 'did you mean pools.nodes.min?'],
    ['pool', ' or pools?'],
    ['something else', '`ninefold explain` lists the rules'],
    ['__proto__', '`ninefold explain` lists the rules'],
  ])('does not know %s, and says: %s', (subject, hint) => {
    const { status, stdout, stderr } = place.run(['explain', subject, '--format', 'json']);
    expect({ status, stdout }).toEqual({ status: 1, stdout: '' });
    expect(stderr).toContain(`there is no rule and no field "${subject}"`);
    expect(stderr).toContain(hint);
  });
});
