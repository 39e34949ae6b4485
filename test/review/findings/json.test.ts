import { findingsDocument } from '../../../review/findings/json';
import type { Finding } from '../../../schemas/finding';

const found: Finding = {
  rule: 'area/rule',
  severity: 'warning',
  path: ['pools', 0],
  at: 'key',
  message: 'it is wrong',
  fix: 'make it right',
  involves: [['regions']],
  location: { file: 'a.yaml', line: 1, column: 2, endLine: 3, endColumn: 4 },
};

describe('findingsDocument', () => {
  it('holds what a reader needs of each finding, in the given order', () => {
    const error: Finding = {
      rule: 'a/b',
      severity: 'error',
      path: [],
      message: 'm',
      expected: 'e',
      found: 'f',
      fix: 'x',
    };
    expect(findingsDocument('a.yaml', [found, error])).toEqual({
      file: 'a.yaml',
      valid: false,
      errors: 1,
      warnings: 1,
      findings: [
        {
          rule: 'area/rule',
          severity: 'warning',
          message: 'it is wrong',
          fix: 'make it right',
          path: ['pools', 0],
          location: { file: 'a.yaml', line: 1, column: 2, endLine: 3, endColumn: 4 },
        },
        { rule: 'a/b', severity: 'error', message: 'm', expected: 'e', found: 'f', fix: 'x', path: [] },
      ],
    });
  });

  it('calls a spec with warnings and notes valid', () => {
    const document = findingsDocument('a.yaml', [found, { ...found, severity: 'info' }]);
    expect(document).toMatchObject({ valid: true, errors: 0, warnings: 1 });
  });
});
