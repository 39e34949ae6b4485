import { findMoves } from '../../../../review/diff/resources/find-moves';
import type { OutputStack } from '../../../../review/diff/resources/read-output';

type Resources = Readonly<Record<string, object>>;

function stackOf(resources: Resources): OutputStack {
  const entries = Object.entries(resources).map(([address, attributes]) => {
    const [type = '', path = ''] = address.split('.');
    return [address, { address, type, path, attributes: { ...attributes } }] as const;
  });
  const nothing = { dependencies: [], data: new Map(), outputs: {}, providers: new Map(), backend: {} };
  return { name: 'stack', ...nothing, resources: new Map(entries) };
}

const moves = (before: Resources, after: Resources) => [...findMoves(stackOf(before), stackOf(after))];

it('finds what refers to a moved object when that has moved as well', () => {
  const rule = (of: string) => ({ group: `\${aws_security_group.${of}.id}`, depends_on: [`aws_security_group.${of}`] });
  expect(
    moves(
      { 'aws_security_group.a': { name: 'a' }, 'aws_rule.x': rule('a') },
      { 'aws_security_group.b': { name: 'a' }, 'aws_rule.y': rule('b') },
    ),
  ).toEqual([
    ['aws_security_group.a', 'aws_security_group.b'],
    ['aws_rule.x', 'aws_rule.y'],
  ]);
});

it('tells an address from a longer one that begins alike', () => {
  const rule = { group: '${aws_security_group.nodes_extra.id}' };
  expect(
    moves(
      {
        'aws_security_group.nodes': { name: 'nodes' },
        'aws_security_group.nodes_extra': { name: 'extra' },
        'aws_rule.x': rule,
      },
      {
        'aws_security_group.pool': { name: 'nodes' },
        'aws_security_group.nodes_extra': { name: 'extra' },
        'aws_rule.y': rule,
      },
    ),
  ).toEqual([
    ['aws_security_group.nodes', 'aws_security_group.pool'],
    ['aws_rule.x', 'aws_rule.y'],
  ]);
});
