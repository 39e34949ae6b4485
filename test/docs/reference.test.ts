import { join } from 'node:path';
import { makeProgram } from '../../cli/program/program';
import { ruleTexts } from '../../cli/rule-texts';
import { specFields } from '../../schemas/spec-fields';
import { expectFile } from '../support/golden';
import { commandsPage } from './reference/commands-page';
import { constructsPage, undescribed } from './reference/constructs-page';
import { anchorOf } from './reference/markdown';
import { rulesPage } from './reference/rules-page';
import { specPage } from './reference/spec-page';

const folder = join(__dirname, '..', '..', 'docs', 'reference');

describe('the reference is what the program says (npm run docs writes it anew)', () => {
  it.each([
    ['spec.md', specPage],
    ['rules.md', rulesPage],
    ['commands.md', () => commandsPage(makeProgram('0', () => {}))],
    ['constructs.md', constructsPage],
  ])('%s', (file, page) => {
    expectFile(join(folder, file), page(), 'npm run docs');
  });

  it('says what every construct and each of its members is', () => {
    expect(undescribed()).toEqual([]);
  });

  it('gives every rule and every field an anchor of its own', () => {
    for (const names of [ruleTexts().map(({ id }) => id), specFields().map(({ path }) => path)]) {
      expect(new Set(names.map(anchorOf)).size).toBe(names.length);
    }
  });
});
