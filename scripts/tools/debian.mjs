import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { missing, say } from './report.mjs';

/**
 * Programs that tests run for real, by the package of Debian that has them; the release of Debian pins the versions.
 * `haproxy` lies where only root's PATH leads.
 */
const packages = {
  haproxy: ['haproxy'],
  prometheus: ['prometheus', 'promtool'],
  'prometheus-alertmanager': ['prometheus-alertmanager', 'amtool'],
  chromium: ['chromium'],
};

const folders = [...(process.env.PATH ?? '').split(':').filter(Boolean), '/usr/local/sbin', '/usr/sbin', '/usr/bin'];

/** Finds HAProxy, Prometheus, Alertmanager and Chromium, or installs them where this is root's Debian. */
export function provideDebianTools() {
  const absent = Object.keys(packages).filter((name) => !isThere(name));
  if (absent.length > 0 && canInstall()) install(absent);
  for (const [name, commands] of Object.entries(packages)) {
    if (isThere(name)) say(commands.map((command) => `${command} (${findCommand(command)})`).join(', '));
    else missing(commands.join(' and '), `install the package ${name} of Debian or Ubuntu`);
  }
}

function findCommand(command) {
  return folders.map((folder) => `${folder}/${command}`).find((path) => existsSync(path));
}

function isThere(name) {
  return packages[name].every((command) => findCommand(command) !== undefined);
}

function canInstall() {
  return process.getuid?.() === 0 && existsSync('/etc/debian_version') && findCommand('apt-get') !== undefined;
}

/** `RUNLEVEL=1` keeps the packages from starting their services. */
function install(names) {
  say(`installing ${names.join(', ')} by apt-get`);
  const run = (...args) =>
    spawnSync('apt-get', args, {
      stdio: ['ignore', 'ignore', 'inherit'],
      env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive', RUNLEVEL: '1' },
    }).status === 0;
  const options = ['-qq', '--yes', '--no-install-recommends', '-o', 'Dpkg::Options::=--force-confold'];
  if (!run('install', ...options, ...names) && run('update', '-qq')) run('install', ...options, ...names);
}
