/**
 * The parts of GitHub's syntax that the files in `examples/ci` use; anything else in them is a mistake.
 * Source: GitHub Docs, "Workflow syntax for GitHub Actions" and "Metadata syntax for GitHub Actions"; as of 2026-11.
 */
const env = { type: 'object', additionalProperties: { type: 'string' } } as const;

const permission = { enum: ['read', 'write', 'none'] } as const;

const step = {
  type: 'object',
  additionalProperties: false,
  properties: {
    name: { type: 'string' },
    id: { type: 'string', pattern: '^[A-Za-z_][A-Za-z0-9_-]*$' },
    if: { type: 'string' },
    uses: { type: 'string', pattern: '^(\\./[\\w./-]+|[\\w.-]+/[\\w./-]+@v\\d+(\\.\\d+)*)$' },
    with: { type: 'object', additionalProperties: { type: ['string', 'number', 'boolean'] } },
    env,
    run: { type: 'string', minLength: 1 },
    shell: { enum: ['bash'] },
  },
  oneOf: [{ required: ['uses'] }, { required: ['run'] }],
} as const;

export const workflowSchema = {
  type: 'object',
  additionalProperties: false,
  required: ['name', 'on', 'jobs'],
  properties: {
    name: { type: 'string' },
    on: {
      type: 'object',
      additionalProperties: false,
      properties: {
        pull_request: { type: 'object', additionalProperties: false, properties: { paths: { type: 'array' } } },
        push: { type: 'object', additionalProperties: false, properties: { branches: { type: 'array' } } },
      },
    },
    concurrency: {
      type: 'object',
      additionalProperties: false,
      required: ['group'],
      properties: { group: { type: 'string' }, 'cancel-in-progress': { type: 'boolean' } },
    },
    env,
    jobs: {
      type: 'object',
      additionalProperties: {
        type: 'object',
        additionalProperties: false,
        required: ['runs-on', 'permissions', 'steps'],
        properties: {
          if: { type: 'string' },
          'runs-on': { type: 'string' },
          needs: { type: ['string', 'array'] },
          environment: { type: 'string' },
          permissions: {
            type: 'object',
            additionalProperties: false,
            properties: {
              contents: permission,
              'pull-requests': permission,
              'security-events': permission,
              'id-token': permission,
            },
          },
          steps: { type: 'array', items: step, minItems: 1 },
        },
      },
    },
  },
} as const;

export const actionSchema = {
  type: 'object',
  additionalProperties: false,
  required: ['name', 'description', 'runs'],
  properties: {
    name: { type: 'string' },
    description: { type: 'string' },
    inputs: {
      type: 'object',
      additionalProperties: {
        type: 'object',
        additionalProperties: false,
        required: ['description', 'default'],
        properties: { description: { type: 'string' }, default: { type: 'string' } },
      },
    },
    outputs: {
      type: 'object',
      additionalProperties: {
        type: 'object',
        additionalProperties: false,
        required: ['description', 'value'],
        properties: { description: { type: 'string' }, value: { type: 'string' } },
      },
    },
    runs: {
      type: 'object',
      additionalProperties: false,
      required: ['using', 'steps'],
      properties: { using: { const: 'composite' }, steps: { type: 'array', items: step } },
    },
  },
} as const;
