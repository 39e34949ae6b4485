import { awsData, awsModels } from '../../../sandbox/aws/models';
import { emittedDataSources, emittedResources } from '../../support/emitted-types';

describe('the simulated cloud', () => {
  it.each(emittedResources)('knows the resource %s', (type) => {
    expect(awsModels).toHaveProperty(type);
  });

  it.each(emittedDataSources)('knows the data source %s', (type) => {
    expect(awsData).toHaveProperty(type);
  });
});
