import { itWithEmulator } from '../support/emulator';
import { applyAndDestroy } from './apply-and-destroy';

itWithEmulator(
  'applies a network stack with the real provider, finds nothing left to do, and destroys it',
  async () => {
    const [network] = await applyAndDestroy('chat-assistant', 'example.com', ['prod-us-east-1-network']);
    expect(network?.length).toBeGreaterThan(50);
  },
  900_000,
);
