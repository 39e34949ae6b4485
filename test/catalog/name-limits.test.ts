import { boundedName, type NameKind, nameLimits, shortHash } from '../../catalog/name-limits';

const kinds = Object.keys(nameLimits) as NameKind[];

describe('boundedName', () => {
  test.each<[NameKind, string[], string]>([
    ['eks-cluster', ['chat-assistant', 'prod', 'use1'], 'chat-assistant-prod-use1'],
    ['target-group', ['chat-assistant-prod', 'use1', 'chat'], 'chat-assistant-prod-use1-chat'],
    ['load-balancer', ['abcdefghijklmnopqrstuvwxyz', '12345'], 'abcdefghijklmnopqrstuvwxyz-12345'],
    ['load-balancer', ['abcdefghijklmnopqrstuvwxyz', '123456'], 'abcdefghijklmnopqrstuvw-e2631417'],
    ['target-group', ['chat-assistant-production', 'use1', 'embeddings'], 'chat-assistant-producti-4fee9adf'],
    ['target-group', ['a-name-with-22-letters', 'x-and-more-text'], 'a-name-with-22-letters-95730dd3'],
  ])('names a %s from %j', (kind, parts, expected) => {
    expect(boundedName(kind, ...parts)).toBe(expected);
  });

  test.each(kinds)('never exceeds the limit of a %s', (kind) => {
    for (const length of [nameLimits[kind], nameLimits[kind] + 1, 600]) {
      expect(boundedName(kind, 'x'.repeat(length)).length).toBeLessThanOrEqual(nameLimits[kind]);
    }
  });

  it('keeps names apart that differ only after the limit', () => {
    const start = 'team-with-a-very-long-name-for-its-assistant';
    const names = ['use1', 'use2', 'usw2', 'euw1'].map((code) => boundedName('load-balancer', start, code));
    expect(new Set(names).size).toBe(4);
  });

  it('gives the same name for the same parts', () => {
    expect(boundedName('iam-role', 'a'.repeat(80))).toBe(boundedName('iam-role', 'a'.repeat(80)));
  });
});

describe('shortHash', () => {
  it('is the start of the SHA-256 digest', () => {
    expect(shortHash('')).toBe('e3b0c442');
    expect(shortHash('ninefold')).toBe('6a4ab921');
  });
});
