import { selectStacks } from '../../deploy/select';

const stacks = ['dev-global', 'dev-us-east-1-network', 'dev-us-east-1-cluster', 'dev-us-west-2-network'].map(
  (name) => ({
    name,
    folder: name,
    dependencies: [],
  }),
);
const select = (...patterns: string[]) => {
  const { selected, unmatched } = selectStacks(stacks, patterns);
  return { selected: selected.map(({ name }) => name), unmatched };
};

describe('selectStacks', () => {
  it('selects every stack if nothing is asked for', () => {
    expect(select()).toEqual({ selected: stacks.map(({ name }) => name), unmatched: [] });
  });

  it.each([
    ['a name', ['dev-global'], ['dev-global']],
    ['any characters', ['*-network'], ['dev-us-east-1-network', 'dev-us-west-2-network']],
    ['one character', ['dev-us-????-1-cluster'], ['dev-us-east-1-cluster']],
    ['several patterns, each stack once', ['*-1-*', '*network'], stacks.slice(1).map(({ name }) => name)],
  ])('understands %s', (_what, patterns, selected) => {
    expect(select(...patterns)).toEqual({ selected, unmatched: [] });
  });

  it.each(['dev', 'global', 'dev.global', 'dev-(global)', '[d]ev-global', 'dev-us-?-1-cluster', ''])(
    'takes %j for the name of no stack',
    (pattern) => expect(select(pattern)).toEqual({ selected: [], unmatched: [pattern] }),
  );

  it('names every pattern that selects nothing, beside what the others select', () => {
    expect(select('x*', '*-global', 'y')).toEqual({ selected: ['dev-global'], unmatched: ['x*', 'y'] });
  });
});
