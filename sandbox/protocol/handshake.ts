import { X509Certificate } from 'node:crypto';
import type { Protocol } from './messages';
import type { Identity } from './server';

/** What Terraform sets in the environment of a plugin, so that nobody starts one by hand. */
const magicCookie = {
  name: 'TF_PLUGIN_MAGIC_COOKIE',
  value: 'd602bf8f470bc67ca7faa0386276bbdd4330efaf76d1a219cb4d6991ca9872b2',
};

/** What a provider is told by Terraform when it starts. */
export interface Handshake {
  /** PEM; absent when the connection shall not be encrypted. */
  readonly clientCertificate?: string;
}

/** Reads the environment in which Terraform starts its plugins, or says why this is not one. */
export function readHandshake(environment: NodeJS.ProcessEnv, protocol: Protocol): Handshake | string {
  if (environment[magicCookie.name] !== magicCookie.value) {
    return 'This is a plugin of Terraform. It is started by Terraform and does nothing by itself.';
  }
  const versions = (environment['PLUGIN_PROTOCOL_VERSIONS'] ?? '').split(',');
  if (!versions.includes(String(protocol))) {
    return `This provider speaks version ${protocol} of the plugin protocol; Terraform asked for ${versions.join(', ')}.`;
  }
  const clientCertificate = environment['PLUGIN_CLIENT_CERT'];
  return clientCertificate ? { clientCertificate } : {};
}

/** The line by which a provider tells Terraform where it listens and whom to expect there. */
export function handshakeLine(protocol: Protocol, port: number, identity: Identity | undefined): string {
  // Terraform decodes the certificate as base64 without padding.
  const der = identity ? new X509Certificate(identity.certificate).raw.toString('base64').replace(/=+$/, '') : '';
  return `1|${protocol}|tcp|127.0.0.1:${port}|grpc|${der}\n`;
}
