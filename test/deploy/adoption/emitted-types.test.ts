import { taggedTypes } from '../../../deploy/adoption/arn-ids';
import { namedTypes, repeatableTypes } from '../../../deploy/adoption/import-ids';
import { partTypes } from '../../../deploy/adoption/lost-parts';
import { emittedResources } from '../../support/emitted-types';

describe('after a creation that nobody knows the outcome of', () => {
  const ways = [taggedTypes, Object.keys(namedTypes), repeatableTypes, partTypes];

  it.each(emittedResources)('there is one way to go on with an %s', (type) => {
    expect(ways.filter((types) => types.includes(type))).toHaveLength(1);
  });
});
