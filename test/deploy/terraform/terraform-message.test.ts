import { parseTerraformMessage } from '../../../deploy/terraform/terraform-message';

const parse = (line: object) => parseTerraformMessage(JSON.stringify({ '@level': 'info', ...line }));
const hook = (action: string) => ({ resource: { addr: 'aws_vpc.main' }, action });

describe('parseTerraformMessage', () => {
  it('reads changes, progress and errors', () => {
    const change = { resource: { addr: 'aws_vpc.main' }, action: 'create' };
    expect(parse({ type: 'planned_change', change })).toEqual({
      type: 'planned-change',
      change: { address: 'aws_vpc.main', action: 'create' },
    });
    expect(parse({ type: 'change_summary', changes: { add: 2, change: 1, remove: 3, operation: 'plan' } })).toEqual({
      type: 'summary',
      changes: { add: 2, change: 1, destroy: 3 },
    });
    const resource = { type: 'resource', address: 'aws_vpc.main', action: 'create' };
    expect(parse({ type: 'apply_start', hook: hook('create') })).toEqual({ ...resource, step: 'started' });
    expect(parse({ type: 'apply_complete', hook: hook('create') })).toEqual({ ...resource, step: 'finished' });
    expect(parse({ type: 'apply_errored', hook: hook('create') })).toEqual({ ...resource, step: 'failed' });
    const diagnostic = { severity: 'error', summary: 'No', detail: ' because\n', address: 'aws_vpc.main' };
    expect(parse({ type: 'diagnostic', diagnostic })).toEqual({
      type: 'diagnostic',
      diagnostic: { ...diagnostic, detail: 'because' },
    });
    expect(parse({ type: 'diagnostic', diagnostic: { severity: 'warning', summary: 'Old' } })).toEqual({
      type: 'diagnostic',
      diagnostic: { severity: 'warning', summary: 'Old', detail: '' },
    });
  });

  it('takes the reading of data for no progress', () => {
    expect(parse({ type: 'apply_start', hook: hook('read') })).toEqual({ type: 'other' });
    expect(parse({ type: 'version', terraform: '1.11.4' })).toEqual({ type: 'other' });
  });

  it.each(['', 'plain text', '{ "type": "cut', 'Warning: {'])('takes %j for text', (text) => {
    expect(parseTerraformMessage(text)).toEqual({ type: 'text', text });
  });
});
