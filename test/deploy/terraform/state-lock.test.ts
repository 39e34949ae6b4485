import { hostname } from 'node:os';
import { adviceOnLock, parseStateLock } from '../../../deploy/terraform/state-lock';

/** What Terraform 1.11 says when another run holds the lock of a state in S3. */
const detail = `Error message: operation error S3: PutObject, https response error StatusCode: 412, api error PreconditionFailed
Lock Info:
  ID:        0b8a3c6e-53f9-3d0c-6a14-f5a0f6a6b7c1
  Path:      acme-states/prod/network.tfstate
  Operation: OperationTypeApply
  Who:       me@build-7
  Version:   1.11.4
  Created:   2026-11-23 23:40:58.505320341 +0000 UTC
  Info:${' '}

Terraform acquires a state lock to protect the state from being written
by multiple users at the same time.`;

const lock = {
  id: '0b8a3c6e-53f9-3d0c-6a14-f5a0f6a6b7c1',
  path: 'acme-states/prod/network.tfstate',
  operation: 'apply',
  who: 'me@build-7',
  version: '1.11.4',
  created: '2026-11-23 23:40:58.505320341 +0000 UTC',
};

describe('parseStateLock', () => {
  it('reads who holds the lock', () => {
    expect(parseStateLock(detail)).toEqual(lock);
  });

  it('knows nothing if Terraform could not read it', () => {
    expect(parseStateLock('Error message: resource temporarily unavailable')).toBeUndefined();
  });
});

describe('adviceOnLock', () => {
  const terraform = 'terraform -chdir=stacks/network';

  it('sends people to the host that holds it, before they break it', () => {
    const [held, look, release] = adviceOnLock(lock, 's3', terraform);
    expect(held).toBe(
      'Held since 2026-11-23 23:40:58.505320341 +0000 UTC by me@build-7: `apply` with Terraform 1.11.4. While that run goes on, wait for it.',
    );
    expect(look).toMatch(/^Whether it is still alive shows on build-7, .* CI runner, look at its jobs\.$/);
    expect(release).toBe(`Only if it is dead, release its lock: ${terraform} force-unlock ${lock.id}`);
  });

  it('says so if the lock was taken on this machine', () => {
    const [, look] = adviceOnLock({ ...lock, who: `me@${hostname()}` }, 's3', terraform);
    expect(look).toMatch(/^It was started on this machine: `ps /);
  });

  it('never breaks the lock of a local state, which ends with its process', () => {
    expect(adviceOnLock(lock, 'local', terraform).join('\n')).not.toContain('force-unlock');
    expect(adviceOnLock(lock, 'local', terraform)).toHaveLength(2);
  });

  it('knows what to do about a lock that nobody could read', () => {
    expect(adviceOnLock(undefined, 's3', terraform)).toEqual([expect.stringContaining('try again')]);
  });
});
