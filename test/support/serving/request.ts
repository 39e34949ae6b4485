import { request } from 'node:http';

/** An answer of a server on the loopback; rejects when the connection breaks. */
export interface Answer {
  readonly status: number;
  readonly text: string;
}

/** Sends a request over a connection of its own; with a body it is a POST. */
export function send(url: string, body?: string, headers: Readonly<Record<string, string>> = {}): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const method = body === undefined ? 'GET' : 'POST';
    const sent = request(url, { method, headers, agent: false }, (response) => {
      let text = '';
      response.setEncoding('utf8');
      response.on('data', (chunk) => {
        text += chunk;
      });
      response.on('error', reject);
      response.on('end', () => resolve({ status: response.statusCode ?? 0, text }));
    });
    sent.on('error', reject);
    sent.end(body);
  });
}
