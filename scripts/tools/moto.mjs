import { spawnSync } from 'node:child_process';
import { existsSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { tools } from './folder.mjs';
import { missing, say } from './report.mjs';

const motoVersion = '5.2.1';

/** Finds moto, an emulator of AWS's APIs, or installs it into a virtual environment of Python. */
export function provideMoto() {
  const folder = join(tools, 'moto');
  for (const candidate of [join(folder, 'bin', 'moto_server'), 'moto_server']) {
    if (answersHelp(candidate)) return say(`moto_server (${candidate})`);
  }
  say(`installing moto ${motoVersion} into ${folder}`);
  const steps = [
    ['python3', '-m', 'venv', folder],
    [join(folder, 'bin', 'pip'), 'install', '--quiet', '--disable-pip-version-check', `moto[server]==${motoVersion}`],
  ];
  for (const [command, ...args] of steps) {
    const { error, status, stderr } = spawnSync(command, args, { encoding: 'utf8' });
    if (error === undefined && status === 0) continue;
    rmSync(folder, { recursive: true, force: true });
    const reason = error?.message ?? stderr.trim().split('\n').at(-1);
    return missing('moto_server', `\`${command} ${args[0]} ${args[1]}\` fails (${reason}); put it on the PATH`);
  }
  return say(`moto_server ${motoVersion} (${join(folder, 'bin', 'moto_server')})`);
}

function answersHelp(command) {
  if (command.includes('/') && !existsSync(command)) return false;
  return spawnSync(command, ['--help'], { stdio: 'ignore' }).status === 0;
}
