import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { parse } from 'yaml';
import { BlueprintPlace } from '../../../support/blueprint-place';
import { specWith } from '../../../support/spec';

const place = new BlueprintPlace();
afterAll(() => place.remove());

const reference = `git::${place.url}//chat?ref=v1`;
place.writeBlueprint('repository/chat', { extends: '../base', spec: { dns: { ttl: '45s' } } });
place.writeBlueprint('repository/base', { spec: { tags: { team: 'ml' } } });
const commit = place.commit('v1');
place.writeSpec(
  specWith((spec) => {
    spec.extends = reference;
  }),
);
const lock = () => parse(readFileSync(place.path('ninefold.lock'), 'utf8'));

describe('ninefold blueprint lock', () => {
  it('fetches what the spec extends in Git, and locks it to the commit', () => {
    expect(place.run(['validate']).stdout).toContain('error blueprint/not-locked  extends');
    const { status, stdout } = place.run(['blueprint', 'lock']);
    expect({ status, stdout }).toEqual({
      status: 0,
      stdout: [
        'ninefold.lock is written: commit it with the spec',
        `  ${reference}  1.0.0 at ${commit.slice(0, 12)}`,
        '  ../base  1.0.0\n',
      ].join('\n'),
    });
    expect(lock()).toMatchObject({
      lockVersion: 1,
      blueprints: [{ from: reference, commit }, { from: '../base' }],
      versions: { charts: { kueue: expect.any(String) }, providers: { aws: expect.any(String) } },
    });
    expect(place.run(['validate']).stdout).toBe('project.yaml is valid\n');
  });

  it('keeps a spec at the commit, wherever the tag moves', () => {
    place.writeBlueprint('repository/chat', { extends: '../base', spec: { dns: { ttl: '30s' } } });
    const moved = place.commit('v1');
    const ttl = () => /^dns\.ttl +(\S+)/m.exec(place.run(['plan', '--explain-values']).stdout)?.[1];
    expect(ttl()).toBe('45s');
    place.run(['blueprint', 'lock']);
    expect(lock().blueprints[0].commit).toBe(moved);
    expect(ttl()).toBe('30s');
  });

  it('is all that a clone needs: what the lock names is fetched by every command', () => {
    rmSync(place.path('.ninefold'), { recursive: true });
    expect(place.run(['validate']).stdout).toBe('project.yaml is valid\n');
    expect(existsSync(place.path('.ninefold', '.gitignore'))).toBe(true);
  });

  it('writes the same bytes again', () => {
    const before = readFileSync(place.path('ninefold.lock'));
    place.run(['blueprint', 'lock']);
    expect(readFileSync(place.path('ninefold.lock')).equals(before)).toBe(true);
  });

  it('says in the words of Git why a repository cannot be read, and keeps the lock', () => {
    const before = readFileSync(place.path('ninefold.lock'));
    const text = readFileSync(place.path('project.yaml'), 'utf8');
    writeFileSync(place.path('project.yaml'), text.replace('?ref=v1', '?ref=v9'));
    const { status, stderr } = place.run(['blueprint', 'lock']);
    expect(status).toBe(1);
    expect(stderr).toMatch(/^error cannot fetch git::.*\?ref=v9: fatal: .*v9/);
    expect(readFileSync(place.path('ninefold.lock')).equals(before)).toBe(true);
    writeFileSync(place.path('project.yaml'), text);
  });
});

describe('ninefold blueprint list and show', () => {
  it('list what comes with Ninefold', () => {
    expect(place.run(['blueprint', 'list']).stdout).toMatch(/^ha-chat +A chat service/m);
    const { blueprints } = JSON.parse(place.run(['blueprint', 'list', '--format', 'json']).stdout);
    expect(blueprints).toContainEqual(expect.objectContaining({ name: 'ha-chat', versions: expect.any(Array) }));
  });

  it('show the parameters of a blueprint and what it sets', () => {
    place.writeBlueprint('own', {
      parameters: { ttl: { description: 'How long answers are kept.', default: '60s' } },
      spec: { dns: { ttl: '${parameters.ttl}' } },
    });
    const { status, stdout } = place.run(['blueprint', 'show', './own']);
    expect(status).toBe(0);
    expect(stdout).toContain('own@1.0.0');
    expect(stdout).toContain('  ttl  How long answers are kept. (default "60s")');
    expect(stdout).toContain('  dns:\n    ttl: ${parameters.ttl}');
  });

  it('ask what was meant by an unknown name', () => {
    expect(place.run(['blueprint', 'show', 'ha-chta'])).toMatchObject({
      status: 1,
      stderr: expect.stringContaining('did you mean "ha-chat"?'),
    });
    expect(place.run(['blueprint', 'show', 'ha-chat@^9']).stderr).toContain('ha-chat has no version ^9');
  });
});

describe('ninefold plan --explain-values', () => {
  it('shows where each value was written', () => {
    const { stdout } = place.run(['plan', '--explain-values']);
    expect(stdout).toMatch(/^name +chat +project\.yaml:3$/m);
    expect(stdout).toMatch(/^tags\.team +ml +\.ninefold\/blueprints\/\w+\/base\/blueprint\.yaml:\d+$/m);
    expect(stdout).toMatch(/^cluster\.support +standard +default$/m);
  });

  it('names blueprints that come with Ninefold as specs do', () => {
    const own = new BlueprintPlace();
    own.writeSpec(
      specWith((s) => {
        s.extends = 'ha-chat@1.0.0';
      }),
    );
    const { stdout } = own.run(['plan', '--explain-values']);
    own.remove();
    expect(stdout).toMatch(/^dns\.ttl +60s +ha-chat@1\.0\.0, line \d+$/m);
  });
});

describe('ninefold blueprint upgrade', () => {
  const own = new BlueprintPlace();
  afterAll(() => own.remove());
  const spec = () => readFileSync(own.path('project.yaml'), 'utf8');

  it('shows what the newest version changes, and writes only when somebody agrees', () => {
    const text = `# Ours.\n${readFileSync(
      own.writeSpec(
        specWith((s) => {
          s.extends = 'ha-chat@1.0.0';
        }),
      ),
      'utf8',
    )}`;
    own.write('project.yaml', text);
    expect(own.run(['blueprint', 'upgrade'])).toMatchObject({
      status: 1,
      stdout: expect.stringMatching(/^ha-chat@1\.1\.0 {2}1\.1\.0\n/),
      stderr: expect.stringContaining('nobody is there to agree'),
    });
    expect(spec()).toBe(text);
    expect(own.run(['blueprint', 'upgrade', '--yes']).status).toBe(0);
    expect(spec()).toContain('# Ours.');
    expect(spec()).toContain('extends: "ha-chat@1.1.0"');
    expect(own.run(['validate']).stdout).toBe('project.yaml is valid\n');
  });

  it('keeps the operator of a range, and changes only the lock where the range allows it', () => {
    own.writeSpec(
      specWith((s) => {
        s.extends = 'ha-chat@^1.0.0';
      }),
    );
    own.write(
      'ninefold.lock',
      readFileSync(own.path('ninefold.lock'), 'utf8').replace(/from: ha-chat@1.1.0\n/, 'from: ha-chat@^1.0.0\n'),
    );
    expect(own.run(['blueprint', 'upgrade', '--yes']).stderr).toBe('wrote ninefold.lock\n');
    expect(spec()).toContain('ha-chat@^1.0.0');
  });

  it('refuses what is no version, and a folder, which has none', () => {
    expect(own.run(['blueprint', 'upgrade', '--to', '9.9.9']).stdout).toContain('blueprint/unknown-version');
    own.writeBlueprint('folder', { spec: {} });
    own.writeSpec(
      specWith((s) => {
        s.extends = './folder';
      }),
    );
    expect(own.run(['blueprint', 'upgrade']).stderr).toContain('is a folder, which has no versions');
  });
});
