import { createSocket } from 'node:dgram';
import type { AddressInfo } from 'node:net';

/** A name server on the loopback that knows addresses for A queries; a name without addresses does not exist. */
export interface FakeDns {
  readonly port: number;
  readonly addresses: Map<string, readonly string[]>;
  stop(): Promise<void>;
}

export async function startDns(): Promise<FakeDns> {
  const addresses = new Map<string, readonly string[]>();
  const socket = createSocket('udp4');
  socket.on('message', (query, { port, address }) => {
    const labels: string[] = [];
    let offset = 12;
    for (let length = query[offset] ?? 0; length > 0; length = query[offset] ?? 0) {
      labels.push(query.subarray(offset + 1, offset + 1 + length).toString());
      offset += length + 1;
    }
    const question = query.subarray(12, offset + 5);
    const isAddress = query.readUInt16BE(offset + 1) === 1;
    const found = addresses.get(labels.join('.'));
    const answers = isAddress ? (found ?? []) : [];
    const header = Buffer.alloc(12);
    query.copy(header, 0, 0, 2);
    header.writeUInt16BE(found === undefined ? 0x8583 : 0x8580, 2);
    header.writeUInt16BE(1, 4);
    header.writeUInt16BE(answers.length, 6);
    const records = answers.map((ip) =>
      Buffer.from([0xc0, 12, 0, 1, 0, 1, 0, 0, 0, 5, 0, 4, ...ip.split('.').map(Number)]),
    );
    socket.send(Buffer.concat([header, question, ...records]), port, address);
  });
  await new Promise<void>((done) => socket.bind(0, '127.0.0.1', done));
  const { port } = socket.address() as AddressInfo;
  return { port, addresses, stop: () => new Promise((done) => socket.close(() => done())) };
}
