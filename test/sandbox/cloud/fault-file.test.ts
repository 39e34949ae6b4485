import { parseFaults } from '../../../sandbox/cloud/fault-file';

describe('parseFaults', () => {
  it('reads rules, and names those without an id by their position', () => {
    const text = `
      - fault: throttle
        type: aws_vpc
        times: 3
      - { id: flaky, fault: half-way, probability: 0.25, seed: a, name: "chat-*", operation: create }
      - { fault: kill, moment: after, region: us-east-1 }
      - { fault: slow, seconds: 0.5 }`;
    expect(parseFaults(text)).toEqual({
      problems: [],
      rules: [
        { id: 'fault-1', fault: 'throttle', type: 'aws_vpc', times: 3 },
        { id: 'flaky', fault: 'half-way', probability: 0.25, seed: 'a', name: 'chat-*', operation: 'create' },
        { id: 'fault-3', fault: 'kill', moment: 'after', region: 'us-east-1' },
        { id: 'fault-4', fault: 'slow', seconds: 0.5 },
      ],
    });
    expect(parseFaults('[]')).toEqual({ rules: [], problems: [] });
  });

  it.each([
    ['no list', 'fault: slow', ['the file must be array (array)']],
    ['nothing at all', '', ['the file must be array (array)']],
    ['a rule without a fault', '- { region: us-east-1 }', ["0 must have required property 'fault' (fault)"]],
    ['a chance above one', '- { fault: slow, probability: 1.5 }', ['0/probability must be <= 1 (<=, 1)']],
    ['no strike at all', '- { fault: slow, times: 0 }', ['0/times must be >= 1 (>=, 1)']],
    [
      'an operation that no provider has',
      '- { fault: slow, operation: apply }',
      ['0/operation must be equal to one of the allowed values (create, read, update, delete, import, data)'],
    ],
    [
      'several mistakes',
      '- { fault: slow, colour: red }\n- { fault: boom }',
      [
        '0 must NOT have additional properties (colour)',
        expect.stringMatching(/^1\/fault must be equal to one of the allowed values \(throttle, /),
      ],
    ],
  ])('says what is wrong with %s', (_what, text, problems) => {
    expect(parseFaults(text)).toEqual({ rules: [], problems });
  });

  it('says where YAML cannot be read', () => {
    const { rules, problems } = parseFaults('- { fault: slow\n- x');
    expect(rules).toEqual([]);
    expect(problems.join('\n')).toMatch(/at line \d+, column \d+/);
  });

  it('takes two rules of the same id for a mistake, because they would be told apart nowhere', () => {
    const { problems } = parseFaults('- { id: a, fault: slow }\n- { id: a, fault: throttle }');
    expect(problems).toEqual(['the id a is given twice']);
    // A position may be another rule's name.
    expect(parseFaults('- { id: fault-2, fault: slow }\n- { fault: throttle }').problems).toEqual([
      'the id fault-2 is given twice',
    ]);
  });
});
