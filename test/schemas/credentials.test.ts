import { credentialIn, withoutCredentials } from '../../schemas/credentials';

const key = 'sk-abc123DEF456ghi789JKL012mno345PQ';

it('names what looks like a credential', () => {
  expect(credentialIn(`apiKey: ${key}`)).toBe('an API key');
  expect(credentialIn('prod/chat-key')).toBeUndefined();
});

it('puts dots over every credential, and leaves everything else where it is', () => {
  const shown = withoutCredentials(`a: ${key} # b ${key}`);
  expect(shown).toBe(`a: ${'•'.repeat(key.length)} # b ${'•'.repeat(key.length)}`);
});
