import { createPrivateKey, X509Certificate } from 'node:crypto';
import type { AddressInfo } from 'node:net';
import { connect, createServer, type TLSSocket } from 'node:tls';
import { makeIdentity } from '../../../sandbox/protocol/identity';
import type { Identity } from '../../../sandbox/protocol/server';

let identity: Identity;
beforeAll(async () => {
  identity = await makeIdentity();
});

it('is a certificate of the kind that Terraform expects of its plugins', () => {
  const certificate = new X509Certificate(identity.certificate);
  expect(certificate.subject).toBe('CN=localhost');
  expect(certificate.issuer).toBe('CN=localhost');
  expect(certificate.subjectAltName).toBe('DNS:localhost');
  expect(certificate.checkHost('localhost')).toBe('localhost');
  expect(certificate.ca).toBe(true);
  // Server and client authentication.
  expect([...certificate.keyUsage].sort()).toEqual(['1.3.6.1.5.5.7.3.1', '1.3.6.1.5.5.7.3.2']);
  expect(certificate.publicKey.asymmetricKeyDetails).toEqual({ namedCurve: 'prime256v1' });
  expect(certificate.verify(certificate.publicKey)).toBe(true);
});

it('is valid from yesterday, for ten years', () => {
  const { validFrom, validTo } = new X509Certificate(identity.certificate);
  const days = (text: string) => (Date.parse(text) - Date.now()) / 86_400_000;
  expect(days(validFrom)).toBeCloseTo(-1, 1);
  expect(days(validTo)).toBeCloseTo(3650, 0);
});

it('has the key of its certificate, in PEM that does not exceed 64 characters a line', () => {
  const key = createPrivateKey(identity.privateKey);
  expect(new X509Certificate(identity.certificate).checkPrivateKey(key)).toBe(true);
  expect(identity.privateKey).toMatch(
    /^-----BEGIN PRIVATE KEY-----\n([A-Za-z0-9+/=]{1,64}\n)+-----END PRIVATE KEY-----\n$/,
  );
});

it('is another one each time', async () => {
  const other = await makeIdentity();
  expect(other.privateKey).not.toBe(identity.privateKey);
  expect(other.certificate).not.toBe(identity.certificate);
});

describe('with TLS on both ends', () => {
  /** What the server reads from a client, or the error of whoever ended the connection. */
  async function connection(client: Identity, trusted: Identity): Promise<string> {
    const server = createServer({
      key: identity.privateKey,
      cert: identity.certificate,
      ca: trusted.certificate,
      requestCert: true,
      rejectUnauthorized: true,
    });
    try {
      return await new Promise<string>((resolve) => {
        server.on('tlsClientError', (error) => resolve(String(error)));
        server.on('secureConnection', (socket: TLSSocket) => {
          socket.on('error', () => {});
          socket.on('data', (data) => {
            resolve(data.toString());
            socket.destroy();
          });
        });
        server.listen(0, '127.0.0.1', () => {
          const { port } = server.address() as AddressInfo;
          const options = {
            host: '127.0.0.1',
            port,
            servername: 'localhost',
            ca: identity.certificate,
            cert: client.certificate,
            key: client.privateKey,
          };
          const socket = connect(options, () => socket.write('hello'));
          socket.on('error', () => {});
        });
      });
    } finally {
      server.close();
    }
  }

  it('each end accepts the certificate that it was told', async () => {
    const client = await makeIdentity();
    expect(await connection(client, client)).toBe('hello');
  });

  it('the server refuses a client with another certificate', async () => {
    const [client, other] = [await makeIdentity(), await makeIdentity()];
    expect(await connection(client, other)).toMatch(/Error/);
  });
});
