import { X509Certificate } from 'node:crypto';
import { handshakeLine, readHandshake } from '../../../sandbox/protocol/handshake';
import { makeIdentity } from '../../../sandbox/protocol/identity';

const terraform = {
  TF_PLUGIN_MAGIC_COOKIE: 'd602bf8f470bc67ca7faa0386276bbdd4330efaf76d1a219cb4d6991ca9872b2',
  PLUGIN_PROTOCOL_VERSIONS: '5,6',
  PLUGIN_CLIENT_CERT: '-----BEGIN CERTIFICATE-----',
};

describe('readHandshake', () => {
  it('takes what Terraform sets', () => {
    expect(readHandshake(terraform, 5)).toEqual({ clientCertificate: '-----BEGIN CERTIFICATE-----' });
    expect(readHandshake(terraform, 6)).toEqual({ clientCertificate: '-----BEGIN CERTIFICATE-----' });
  });

  it('knows that a connection without a certificate is not encrypted', () => {
    const { PLUGIN_CLIENT_CERT: _certificate, ...plain } = terraform;
    expect(readHandshake(plain, 5)).toEqual({});
    expect(readHandshake({ ...plain, PLUGIN_CLIENT_CERT: '' }, 5)).toEqual({});
  });

  it.each([[{}], [{ ...terraform, TF_PLUGIN_MAGIC_COOKIE: 'another' }]])(
    'says to people who start a provider by hand that they should not: %j',
    (environment) => {
      expect(readHandshake(environment, 5)).toBe(
        'This is a plugin of Terraform. It is started by Terraform and does nothing by itself.',
      );
    },
  );

  it('says which version of the protocol is missing', () => {
    expect(readHandshake({ ...terraform, PLUGIN_PROTOCOL_VERSIONS: '5' }, 6)).toBe(
      'This provider speaks version 6 of the plugin protocol; Terraform asked for 5.',
    );
    expect(readHandshake({ ...terraform, PLUGIN_PROTOCOL_VERSIONS: '15,56' }, 5)).toContain('asked for 15, 56');
  });
});

describe('handshakeLine', () => {
  it('says where the provider listens', () => {
    expect(handshakeLine(5, 41234, undefined)).toBe('1|5|tcp|127.0.0.1:41234|grpc|\n');
  });

  it('carries the certificate in base64 without padding', async () => {
    const identity = await makeIdentity();
    const line = handshakeLine(6, 10000, identity);
    expect(line).toMatch(/^1\|6\|tcp\|127\.0\.0\.1:10000\|grpc\|[A-Za-z0-9+/]+\n$/);
    const der = Buffer.from(line.trimEnd().split('|')[5] ?? '', 'base64');
    expect(new X509Certificate(der).fingerprint256).toBe(new X509Certificate(identity.certificate).fingerprint256);
  });
});
