import type { ObjectChange } from '../terraform/saved-plan';

/** An uncertain creation of something that AWS deletes together with a larger object. Addresses. */
export interface LostPart {
  readonly part: string;
  readonly whole: string;
}

/**
 * Types that no name, tag or data source leads to, by the attribute with the id of what they are a part of.
 * Source: hashicorp/aws 6.25, which has no tags for it and no data source; EC2 API Reference, "DeleteSubnet".
 */
const wholes: Readonly<Record<string, { readonly type: string; readonly idIn: string }>> = {
  aws_ec2_subnet_cidr_reservation: { type: 'aws_subnet', idIn: 'subnet_id' },
};

/** Types of which a lost object goes with what it is a part of. */
export const partTypes: readonly string[] = Object.keys(wholes);

/**
 * The uncertain creations for which what they are a part of can be made anew, because it is new itself.
 *
 * @param open creations that stay uncertain
 * @param changes all that a plan says, objects that it leaves alone included
 * @param recent addresses of what was created since the stack was last complete
 */
export function lostParts(
  open: readonly ObjectChange[],
  changes: readonly ObjectChange[],
  recent: readonly string[],
): LostPart[] {
  return open.flatMap(({ address, type, after }) => {
    const { type: wholeType, idIn = '' } = wholes[type] ?? {};
    const whole = changes.find(
      (change) => change.type === wholeType && change.before !== null && change.before['id'] === after[idIn],
    );
    return whole !== undefined && recent.includes(whole.address) ? [{ part: address, whole: whole.address }] : [];
  });
}
