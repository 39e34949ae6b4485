import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ninefoldProgram } from '../cli';
import type { DeployPlace } from '../deploy-place';
import { today } from '../spec';

/** A file system of its own needs the right to mount one: root, or a kernel that lets everybody be root of a namespace. */
const unshare = ['unshare', '--map-root-user', '--mount', '--'];
const canMount = spawnSync('unshare', [...unshare.slice(1), 'mount', '-t', 'tmpfs', 'none', '/tmp']).status === 0;

/** `describe` for tests on file systems of their own: skipped where they cannot be had. */
export const describeWithMounts: jest.Describe = canMount ? describe : describe.skip;

/** What a command did on a disk that hinders it. */
export interface Hindered {
  readonly status: number;
  readonly stdout: string;
  readonly stderr: string;
  /** Name, size and digest of every file, before and after. */
  readonly before: string;
  readonly after: string;
  /** Exit code of the same command when nothing hinders it any more. */
  readonly relieved: number;
  readonly relievedOutput: string;
}

/** How much a disk hinders: no byte is free, some are, nothing may be written. */
export type Hindrance = 'full' | { readonly freeKiB: number } | 'read-only';

/**
 * Copies a place onto a disk of its own, runs `ninefold` there while the disk is full or read-only, and again when it is
 * not any more.
 *
 * @param environment `@` stands for the disk
 */
export function onHinderedDisk(
  place: DeployPlace,
  args: readonly string[],
  hindrance: Hindrance,
  environment: Readonly<Record<string, string>> = {},
): Hindered {
  const results = mkdtempSync(join(tmpdir(), 'ninefold-hindered-'));
  const disk = mkdtempSync(join(tmpdir(), 'ninefold-disk-'));
  const hinder =
    hindrance === 'read-only'
      ? 'mount -o remount,ro "$DISK"'
      : `cat /dev/zero > fill 2>/dev/null || true; truncate --size=-${hindrance === 'full' ? 0 : hindrance.freeKiB * 1024} fill`;
  const relieve = hindrance === 'read-only' ? 'mount -o remount,rw "$DISK"' : 'rm fill';
  const script = `
    set -e
    mount -t tmpfs -o size=64m none "$DISK"
    cp -a "$PLACE/." "$DISK"
    cd "$DISK"
    list() { find . -not -path ./fill -type f -exec sha256sum {} + | sort -k 2; find . -type d | sort; }
    list > "$RESULTS/before"
    ${hinder}
    set +e
    "$@" > "$RESULTS/stdout" 2> "$RESULTS/stderr"
    echo $? > "$RESULTS/status"
    list > "$RESULTS/after"
    ${relieve}
    "$@" > "$RESULTS/relieved-output" 2>&1
    echo $? > "$RESULTS/relieved"
  `;
  const settings = Object.entries(environment).map(([name, value]) => [name, value.replace('@', disk)]);
  try {
    const command = [process.execPath, ninefoldProgram, '--today', today, ...args];
    const { status, stderr } = spawnSync(
      unshare[0] ?? '',
      [...unshare.slice(1), 'sh', '-c', script, 'sh', ...command],
      {
        encoding: 'utf8',
        env: {
          PATH: process.env['PATH'],
          HOME: place.folder,
          NINEFOLD_TERRAFORM: place.terraformCommand,
          ...Object.fromEntries(settings),
          DISK: disk,
          PLACE: place.folder,
          RESULTS: results,
        },
      },
    );
    if (status !== 0) throw new Error(`the disk could not be made: ${stderr}`);
    const read = (name: string) => readFileSync(join(results, name), 'utf8');
    return {
      status: Number(read('status')),
      stdout: read('stdout'),
      stderr: read('stderr'),
      before: read('before'),
      after: read('after'),
      relieved: Number(read('relieved')),
      relievedOutput: read('relieved-output'),
    };
  } finally {
    for (const folder of [results, disk]) rmSync(folder, { recursive: true, force: true });
  }
}
