import { createHash } from 'node:crypto';
import { placeOf } from './aws/service';
import type { Store } from './cloud/store';

/** What an environment expects to find in the account and never makes. */
export interface Preexisting {
  /** Name of the public hosted zone. */
  readonly zone?: string;
}

/** Puts what a user has before the first deployment into the simulated cloud. What is there already stays. */
export function seedCloud(store: Store, { zone }: Preexisting): void {
  if (zone === undefined) return;
  const type = 'aws_route53_zone';
  const place = placeOf(type, 'us-east-1');
  if (store.list(place, type).some(({ values }) => values['name'] === zone)) return;
  const id = `Z${createHash('sha256').update(zone).digest('hex').toUpperCase().slice(0, 20)}`;
  const arn = `arn:aws:route53:::hostedzone/${id}`;
  store.put({
    place,
    type,
    id,
    arn,
    preexisting: true,
    holds: [],
    values: {
      id,
      zone_id: id,
      arn,
      name: zone,
      comment: '',
      name_servers: [1, 2, 3, 4].map((n) => `ns-${n}.simulated.example`),
      primary_name_server: 'ns-1.simulated.example',
      vpc: [],
      tags: {},
      tags_all: {},
    },
  });
}
