import { forcingPaths, keptWhenUnset, recomputed, untaggedTypes } from '../../catalog/replacements/force-new';
import { awsModels } from '../../sandbox/aws/models';
import { cachedSchema } from '../../sandbox/schema/cached-schema';
import { openSchema } from '../../sandbox/schema/open-schema';
import { emittedResources } from '../support/emitted-types';
import { schemaCache } from '../support/schema-cache';

const schema = openSchema(cachedSchema('aws', schemaCache));

describe.each(emittedResources)('what the diff knows of an %s', (type) => {
  const attributes = schema.resource(type)?.attributes ?? {};

  it('is what the simulated provider does', () => {
    expect([...(forcingPaths(type) ?? ['nothing is written down'])].sort()).toEqual(
      [...(awsModels[type]?.replacedBy ?? [])].sort(),
    );
    expect(recomputed[type] ?? []).toEqual(awsModels[type]?.recomputed ?? []);
  });

  it('is what its schema says', () => {
    expect(untaggedTypes.includes(type)).toBe(!('tags_all' in attributes));
    for (const name of keptWhenUnset[type] ?? [])
      expect(attributes[name]).toMatchObject({ optional: true, computed: true });
  });
});
