import {
  autoscalingGroupPattern,
  replacedByOverlap,
  replacedInTurn,
} from '../../../../constructs/cluster/node-pools/node-group-settings';

const uuid = '98c29d0d-b22a-4aa3-845e-ebf71d43f67c';
const suffix = '2022122213523169820000001f';

describe('autoscalingGroupPattern', () => {
  it.each(['serve', 'a-pool-with-the-longest-name-of-forty-chars'.slice(0, 40)])(
    'finds the groups of the pool %s, whichever way its node group is replaced',
    (pool) => {
      const pattern = new RegExp(autoscalingGroupPattern(pool));
      expect(`eks-${replacedByOverlap(pool).nodeGroupNamePrefix}${suffix}-${uuid}`).toMatch(pattern);
      expect(`eks-${replacedInTurn(pool).nodeGroupName}-${uuid}`).toMatch(pattern);
    },
  );

  it('leaves out the groups of pools whose names start alike', () => {
    const pattern = new RegExp(autoscalingGroupPattern('serve'));
    expect(`eks-${replacedByOverlap('serve-spot').nodeGroupNamePrefix}${suffix}-${uuid}`).not.toMatch(pattern);
    expect(`eks-${replacedInTurn('serve-spot').nodeGroupName}-${uuid}`).not.toMatch(pattern);
  });
});
