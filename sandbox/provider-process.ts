/** What Terraform starts as a simulated provider: `node provider-process.js aws|helm`, inside of a sandbox. */
import { readFileSync } from 'node:fs';
import { openStore } from './cloud/store';
import type { ProviderSettings, SimulatedProvider } from './prepare';
import { handshakeLine, readHandshake } from './protocol/handshake';
import { serve } from './protocol/server';
import { makeProvider } from './provider/provider';
import { sandboxFolder } from './sandbox-folder';
import { openSchema } from './schema/open-schema';
import { sandboxVariable } from './variables';

/**
 * Each provider loads only its own services, and only when it is asked for an object: Terraform starts one several times
 * for every stack, some of them only for the schema.
 */
const simulations = {
  aws: () => (require('./aws/simulation') as typeof import('./aws/simulation')).simulateAws,
  helm: () => (require('./helm/simulation') as typeof import('./helm/simulation')).simulateHelm,
};

void start(process.argv[2] as SimulatedProvider);

async function start(name: SimulatedProvider): Promise<void> {
  const root = process.env[sandboxVariable];
  if (root === undefined) return refuse(`${sandboxVariable} names no sandbox`);
  const { cloud, providerSettings } = sandboxFolder(root);
  const { identity, schemas } = JSON.parse(readFileSync(providerSettings, 'utf8')) as ProviderSettings;
  const schema = openSchema(schemas[name]);
  const handshake = readHandshake(process.env, schema.protocol);
  if (typeof handshake === 'string') return refuse(handshake);

  const store = openStore(cloud);
  const provider = makeProvider(schema, (configuration) =>
    simulations[name]()({ folder: cloud, store, schema, configuration }),
  );
  const { clientCertificate } = handshake;
  const port = await serve({
    provider,
    protocol: schema.protocol,
    schema: schema.response,
    ...(clientCertificate === undefined ? {} : { tls: { identity, clientCertificate } }),
    onShutdown: () => process.exit(0),
  });
  liveAsLongAs(process.ppid);
  process.stdout.write(handshakeLine(schema.protocol, port, clientCertificate === undefined ? undefined : identity));
}

/** Terraform handles an interrupt itself and tells its providers; a provider whose Terraform is gone has no use. */
function liveAsLongAs(parent: number): void {
  process.on('SIGINT', () => {});
  setInterval(() => {
    if (process.ppid !== parent) process.exit(0);
  }, 500).unref();
}

function refuse(message: string): void {
  process.stderr.write(`${message}\n`);
  process.exitCode = 1;
}
