/** What Ninefold promises about its speed. Every figure that `npm run bench` measures is one of these. */
export interface SpeedPromise {
  readonly id: string;
  /** Promises of a group are measured together. */
  readonly group: string;
  /** For people, in Markdown. */
  readonly what: string;
  readonly unit: '×' | 's' | 'ms' | 'MB' | 'resources';
  readonly bound: { readonly atMost: number } | { readonly atLeast: number };
}

/** In the order in which they are measured and shown. `×` is a ratio of two things measured in turn, in the same run. */
export const promises = [
  {
    id: 'validate',
    group: 'validate',
    what: '`ninefold validate`, against bare `node -e 0`',
    unit: '×',
    bound: { atMost: 4 },
  },
  {
    id: 'synthesis-size',
    group: 'synthesis',
    what: 'size of the synthesis that is compared here',
    unit: 'resources',
    bound: { atLeast: 3000 },
  },
  {
    id: 'synthesis',
    group: 'synthesis',
    what: 'that synthesis, against a hand-written program that writes the same resources, charts and manifests',
    unit: '×',
    bound: { atMost: 1.3 },
  },
  {
    id: 'remedies',
    group: 'synthesis',
    what: 'that program without our remedies (barrel import, stack traces on), against synthesis',
    unit: '×',
    bound: { atLeast: 1.4 },
  },
  {
    id: 'synthesis-memory',
    group: 'synthesis',
    what: 'peak memory of that synthesis',
    unit: 'MB',
    bound: { atMost: 250 },
  },
  {
    id: 'scale-time',
    group: 'scale',
    what: 'time for each further region from 10 to 50, against from 1 to 10',
    unit: '×',
    bound: { atMost: 1.25 },
  },
  {
    id: 'scale-memory',
    group: 'scale',
    what: 'memory for each further region from 10 to 50, against from 1 to 10',
    unit: '×',
    bound: { atMost: 1.25 },
  },
  {
    id: 'manifests',
    group: 'manifests',
    what: 'synthesis of `examples/chat-assistant` with 1,000 manifests more, against without',
    unit: '×',
    bound: { atMost: 1.4 },
  },
  {
    id: 'diff',
    group: 'diff',
    what: 'diff of 3,000 resources of which every one changes, with its comment, against one synthesis',
    unit: '×',
    bound: { atMost: 2.5 },
  },
  {
    id: 'report-size',
    group: 'report',
    what: 'size of the report page of that change',
    unit: 'MB',
    bound: { atMost: 2 },
  },
  {
    id: 'report-usable',
    group: 'report',
    what: 'the page in Chromium, from opening it until a search is answered',
    unit: 's',
    bound: { atMost: 1 },
  },
  {
    id: 'report-against-empty',
    group: 'report',
    what: 'the same, against an empty page',
    unit: '×',
    bound: { atMost: 4 },
  },
  {
    id: 'proof',
    group: 'availability',
    what: 'proof of the objectives of 30 regions and 300 services',
    unit: 'ms',
    bound: { atMost: 300 },
  },
  {
    id: 'drill',
    group: 'availability',
    what: 'drill of an hour with 10,000 users',
    unit: 's',
    bound: { atMost: 10 },
  },
  {
    id: 'search-first',
    group: 'training',
    what: 'search for the plan of a job of 405B on 512 GPUs, processor time, the first',
    unit: 'ms',
    bound: { atMost: 50 },
  },
  {
    id: 'search',
    group: 'training',
    what: 'the same, once the code is compiled',
    unit: 'ms',
    bound: { atMost: 50 },
  },
  {
    id: 'plan-of-jobs',
    group: 'training',
    what: '`ninefold plan` with 200 jobs, processor time',
    unit: 's',
    bound: { atMost: 1.5 },
  },
  {
    id: 'provider-aws',
    group: 'provider',
    what: 'start of the simulated AWS provider until Terraform has the schema',
    unit: 'ms',
    bound: { atMost: 250 },
  },
  {
    id: 'provider-helm',
    group: 'provider',
    what: 'the same for Helm',
    unit: 'ms',
    bound: { atMost: 250 },
  },
  {
    id: 'provider-against-bare',
    group: 'provider',
    what: 'start of the AWS provider, against bare `node -e 0`',
    unit: '×',
    bound: { atMost: 3 },
  },
  {
    id: 'provider-processor',
    group: 'provider',
    what: 'processor time of that start',
    unit: 'ms',
    bound: { atMost: 200 },
  },
  {
    id: 'sandbox-up',
    group: 'sandbox',
    what: '`ninefold sandbox up` of `examples/chat-assistant`',
    unit: 's',
    bound: { atMost: 45 },
  },
  {
    id: 'sandbox-growth-1',
    group: 'sandbox',
    what: 'deploying to the sandbox, time for each resource, with 30 regions against 1',
    unit: '×',
    bound: { atMost: 1.25 },
  },
  {
    id: 'sandbox-growth-3',
    group: 'sandbox',
    what: 'the same, 30 regions against 3',
    unit: '×',
    bound: { atMost: 1.25 },
  },
  {
    id: 'sandbox-growth-10',
    group: 'sandbox',
    what: 'the same, 30 regions against 10',
    unit: '×',
    bound: { atMost: 1.25 },
  },
  {
    id: 'sandbox-growth-processor',
    group: 'sandbox',
    what: 'processor time for each resource, 30 regions against 3',
    unit: '×',
    bound: { atMost: 1.25 },
  },
] as const satisfies readonly SpeedPromise[];

export type PromiseId = (typeof promises)[number]['id'];
export type Group = (typeof promises)[number]['group'];

/** What the rounds of a measurement gave for each promise of its group. */
export type Figures = Readonly<Partial<Record<PromiseId, readonly number[]>>>;
