import { itWithEmulator } from '../support/emulator';
import { applyAndDestroy } from './apply-and-destroy';

itWithEmulator(
  'applies the global and the failover stack with the real provider, finds nothing left to do, and destroys them',
  async () => {
    const [global, failover] = await applyAndDestroy('chat-assistant', 'example.com', ['prod-global', 'prod-failover']);
    expect(global?.length).toBeGreaterThan(3);
    expect(failover).toContainEqual(expect.stringMatching(/^aws_route53_record\./));
  },
  400_000,
);
