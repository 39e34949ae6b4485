import { text } from 'node:stream/consumers';
import { startServer } from '../local-server';

/** An alert as somebody was told of it. */
export interface Told {
  readonly receiver: string;
  readonly status: 'firing' | 'resolved';
  readonly labels: Readonly<Record<string, string>>;
  /** In milliseconds. */
  readonly at: number;
}

/** Stands in for every channel of every receiver. */
export interface Webhook {
  readonly url: string;
  readonly told: readonly Told[];
  /** Waits until somebody is told of an alert that fires and has these labels. */
  firing(labels: Readonly<Record<string, string>>, withinMs: number): Promise<Told>;
  stop(): Promise<void>;
}

export async function startWebhook(): Promise<Webhook> {
  const told: Told[] = [];
  const waiting = new Set<() => void>();
  const { url, stop } = await startServer(async (request, response) => {
    const at = Date.now();
    const message = JSON.parse(await text(request));
    for (const { status, labels } of message.alerts) told.push({ receiver: message.receiver, status, labels, at });
    response.end();
    for (const look of waiting) look();
  });
  const matches = (alert: Told, labels: Readonly<Record<string, string>>) =>
    alert.status === 'firing' && Object.entries(labels).every(([name, value]) => alert.labels[name] === value);
  return {
    url: `${url}/`,
    told,
    firing: (labels, withinMs) =>
      new Promise((done, failed) => {
        const look = () => {
          const found = told.find((alert) => matches(alert, labels));
          if (found === undefined) return;
          clearTimeout(timer);
          waiting.delete(look);
          done(found);
        };
        const timer = setTimeout(() => {
          waiting.delete(look);
          failed(new Error(`nobody was told of ${JSON.stringify(labels)} within ${withinMs} ms`));
        }, withinMs);
        waiting.add(look);
        look();
      }),
    stop,
  };
}
