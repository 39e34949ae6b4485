import { forceNew } from '../../../../catalog/replacements/force-new';
import { textOf } from '../../../protocol/paths';
import type { ResourceModel } from '../../resource-model';

/** Groups of instances that are placed close together, or apart. */
export const placementGroupModels: Readonly<Record<string, ResourceModel>> = {
  aws_placement_group: {
    replacedBy: forceNew.aws_placement_group,
    checks: [
      { path: 'strategy', oneOf: ['cluster', 'spread', 'partition'] },
      { path: 'spread_level', oneOf: ['host', 'rack'] },
      { path: 'partition_count', min: 0, max: 7 },
    ],
    unique: { of: (values) => textOf(values, 'name'), taken: 'InvalidPlacementGroup.Duplicate' },
    inUse: 'InvalidPlacementGroup.InUse',
    create(values, aws) {
      const name = textOf(values, 'name') ?? '';
      const strategy = textOf(values, 'strategy');
      return {
        id: name,
        arn: aws.arn('ec2', `placement-group/${name}`),
        placement_group_id: aws.newId('pg'),
        partition_count: strategy === 'partition' ? 2 : 0,
        spread_level: strategy === 'spread' ? 'rack' : null,
      };
    },
  },
};
