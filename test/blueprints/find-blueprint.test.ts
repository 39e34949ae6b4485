import { findBlueprint } from '../../blueprints/find-blueprint';
import { BlueprintPlace } from '../support/blueprint-place';

const place = new BlueprintPlace();
afterAll(() => place.remove());

const root = place.path('repository');
const from = place.writeBlueprint('repository/chat', {});

const found = (path: string) =>
  findBlueprint(
    { kind: 'path', text: path, path },
    { spec: place.path('project.yaml'), file: from, lock: undefined, root },
  );

describe('a path in a blueprint out of Git', () => {
  it('may lead to a folder whose name begins with two dots', () => {
    const file = place.writeBlueprint('repository/..shared', {});
    expect(found('../..shared')).toEqual({ found: { file, root } });
  });

  it('does not leave the repository', () => {
    place.writeBlueprint('outside', {});
    expect(found('../../outside')).toMatchObject({ problem: { rule: 'blueprint/not-found' } });
  });
});
