import { listed, suggest, suggestFrom } from '../../schemas/suggest';

describe('suggest', () => {
  test.each([
    ['wieght', 'weight'],
    ['Regions', 'regions'],
    ['regoins', 'regions'],
    ['nodez', 'nodes'],
    ['nmae', 'name'],
  ])('takes %s for %s', (word, meant) => {
    expect(suggest(word, ['name', 'nodes', 'regions', 'weight'])).toBe(meant);
  });

  test.each(['', 'x', 'zz', 'instances', 'constructor'])('finds nothing near %j', (word) => {
    expect(suggest(word, ['name', 'nodes', 'regions', 'weight'])).toBeUndefined();
  });

  it('prefers the candidate with the fewest edits', () => {
    expect(suggest('g5.12xlarge', ['g5.2xlarge', 'g6.12xlarge', 'g5.12xlarge'])).toBe('g5.12xlarge');
  });

  it('takes what the word begins with, or what begins with it', () => {
    expect(suggest('diskSize', ['disk', 'nodes'])).toBe('disk');
    expect(suggest('p5.48xl', ['g4dn.metal', 'p5.48xlarge'])).toBe('p5.48xlarge');
  });

  it('takes the first of equally near candidates', () => {
    expect(suggest('pool-c', ['pool-a', 'pool-b'])).toBe('pool-a');
  });
});

describe('suggestFrom', () => {
  it('asks for the near one', () => {
    expect(suggestFrom('serv', ['serve', 'train'], 'pool')).toBe('did you mean "serve"?');
  });

  it('lists what there is if nothing is near', () => {
    expect(suggestFrom('inference', ['serve', 'train'], 'pool')).toBe('use one of: serve, train');
  });

  it('asks to add the first one if there is none', () => {
    expect(suggestFrom('serve', [], 'pool')).toBe('there is no pool yet: add one');
  });
});

describe('listed', () => {
  it('shows ten items and counts the rest', () => {
    expect(listed(['a', 'b', 'c', 'd', 'e', 'f', 'g', 'h', 'i', 'j'])).toBe('a, b, c, d, e, f, g, h, i, j');
    expect(listed([...'abcdefghijkl'])).toBe('a, b, c, d, e, f, g, h, i, j, … (2 more)');
  });
});
