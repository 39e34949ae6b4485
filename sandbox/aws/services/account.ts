import { findRegion } from '../../../catalog/regions';
import type { DataModel } from '../resource-model';

/** Who Terraform is to the simulated account. */
export const deployer = 'ninefold-sandbox';

/** What every provider configuration can ask for. */
export const accountData: Readonly<Record<string, DataModel>> = {
  aws_caller_identity: (_config, { account }) => ({
    id: account,
    account_id: account,
    arn: `arn:aws:sts::${account}:assumed-role/${deployer}/terraform`,
    user_id: 'AROAEXAMPLE0123456789:terraform',
  }),
  aws_partition: () => ({
    id: 'aws',
    partition: 'aws',
    dns_suffix: 'amazonaws.com',
    reverse_dns_prefix: 'com.amazonaws',
  }),
  aws_region: (_config, { region }) => ({
    id: region,
    name: region,
    description: findRegion(region)?.city ?? region,
    endpoint: `ec2.${region}.amazonaws.com`,
  }),
};
