import { spawnSync } from 'node:child_process';
import { shellWord } from '../../cli/shell-word';

describe('shellWord', () => {
  it.each([
    'project.yaml',
    '/work/a-b/c_d',
    'https://example.com',
    "it's here",
    '$HOME `id` "x"',
    '',
    'a\nb',
    '*',
    '~',
  ])('is %j again after a shell has read it', (text) => {
    const { stdout } = spawnSync('sh', ['-c', `printf %s ${shellWord(text)}`], { encoding: 'utf8' });
    expect(stdout).toBe(text);
  });

  it('leaves alone what needs no quotes', () => {
    expect(shellWord('examples/chat/project.yaml')).toBe('examples/chat/project.yaml');
  });
});
