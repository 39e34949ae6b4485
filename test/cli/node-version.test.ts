import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { unsupportedNode } from '../../cli/node-version';

describe('unsupportedNode', () => {
  const range = '>=20.19 <23';

  test.each(['20.19.0', '20.19.43', '20.20.2', '22.0.0', '22.99.1'])('accepts %s', (version) => {
    expect(unsupportedNode(version, range)).toBeUndefined();
  });

  test.each(['18.20.4', '20.18.9', '20.9.0', '23.0.0', '23.0.0-nightly', '100.0.0'])('refuses %s', (version) => {
    expect(unsupportedNode(version, range)).toContain(`and this is ${version}`);
  });

  it('understands the range of package.json', () => {
    const { engines } = JSON.parse(readFileSync(join(__dirname, '..', '..', 'package.json'), 'utf8'));
    expect(unsupportedNode('22.11.0', engines.node)).toBeUndefined();
  });

  it('throws for a range that it does not understand', () => {
    expect(() => unsupportedNode('22.0.0', '^20 || ^22')).toThrow('engines.node');
  });
});
