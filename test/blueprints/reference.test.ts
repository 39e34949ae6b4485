import { extensionOf, parseReference } from '../../blueprints/reference';

describe('a reference', () => {
  test.each([
    ['ha-chat@1.0.0', { kind: 'library', name: 'ha-chat', range: '1.0.0' }],
    ['ha-chat@^1', { kind: 'library', name: 'ha-chat', range: '^1' }],
    ['ha-chat@>=1.0 <2', { kind: 'library', name: 'ha-chat', range: '>=1.0 <2' }],
    ['../blueprints/chat', { kind: 'path', path: '../blueprints/chat' }],
    ['./chat/blueprint.yaml', { kind: 'path', path: './chat/blueprint.yaml' }],
    [
      'git::https://github.com/acme/blueprints.git//chat/prod?ref=v1.2.0',
      { kind: 'git', url: 'https://github.com/acme/blueprints.git', folder: 'chat/prod', ref: 'v1.2.0' },
    ],
    [
      'git::https://github.com/acme/chat.git?ref=main',
      { kind: 'git', url: 'https://github.com/acme/chat.git', folder: '', ref: 'main' },
    ],
    [
      'git::git@github.com:acme/blueprints.git//chat?ref=0a1b2c3',
      { kind: 'git', url: 'git@github.com:acme/blueprints.git', folder: 'chat', ref: '0a1b2c3' },
    ],
    [
      'git::ssh://git@example.com/acme/b.git//x?ref=release/1',
      { kind: 'git', url: 'ssh://git@example.com/acme/b.git', folder: 'x', ref: 'release/1' },
    ],
  ])('%s is read', (text, expected) => {
    expect(parseReference(text)).toEqual({ ...expected, text });
  });

  test.each([
    'ha-chat',
    'ha-chat@',
    'Ha-Chat@1.0.0',
    'chat/blueprint',
    'git::https://github.com/acme/chat.git',
    'git::ext::sh -c true?ref=x',
    'git::--upload-pack=true?ref=x',
    'git::https://example.com/a.git//../../etc?ref=x',
    'git::https://example.com/a.git?ref=--upload-pack=x',
  ])('%s is none', (text) => {
    expect(parseReference(text)).toBeUndefined();
  });

  it('has parameters in its long form', () => {
    expect(extensionOf({ extends: { from: 'ha-chat@1', with: { ttl: '30s' } } })).toMatchObject({
      reference: { name: 'ha-chat' },
      parameters: { ttl: '30s' },
    });
    expect(extensionOf({ extends: 'ha-chat@1' })).toMatchObject({ parameters: {} });
    expect(extensionOf({})).toBeUndefined();
  });
});
