/** Who may import whom: `npm run check:imports`. One direction, so that no stage reaches back: docs/architecture.md. */
const layers = {
  catalog: [],
  schemas: [],
  blueprints: ['schemas', 'catalog'],
  planner: ['blueprints', 'schemas', 'catalog'],
  constructs: ['catalog'],
  // Stacks map the planner's environment to constructs; value types such as durations come from schemas.
  stacks: ['constructs', 'planner', 'schemas', 'catalog'],
  review: ['stacks', 'planner', 'schemas', 'catalog'],
  // Runs Terraform over synthesized stacks, whatever is in them; facts of AWS say what it must not destroy.
  deploy: ['catalog'],
  sandbox: ['deploy', 'planner', 'catalog', 'schemas'],
  cli: ['review', 'sandbox', 'deploy', 'stacks', 'planner', 'blueprints', 'schemas', 'catalog'],
};

const all = Object.keys(layers);

const directions = Object.entries(layers).map(([layer, allowed]) => ({
  name: `${layer}-imports`,
  severity: 'error',
  from: { path: `^${layer}/` },
  to: {
    path: `^(${[...all.filter((other) => other !== layer && !allowed.includes(other)), 'main', 'test', 'bench'].join('|')})(/|\\.ts$)`,
  },
}));

module.exports = {
  forbidden: [
    ...directions,
    { name: 'no-cycles', severity: 'error', from: {}, to: { circular: true } },
    {
      name: 'no-folder-cycles',
      comment: 'Of two folders one is above the other, so that a reader can begin at one end.',
      severity: 'error',
      scope: 'folder',
      from: { pathNot: '^test' },
      to: { circular: true },
    },
    {
      name: 'cdktf-in-one-place',
      comment: 'The exit to cdktn is an edit of this folder (docs/decisions/0001-stay-on-cdktf.md).',
      severity: 'error',
      from: { pathNot: '^(constructs/substrate/|bench/)' },
      to: { path: 'node_modules/cdktf/' },
    },
    {
      name: 'no-provider-barrel',
      comment: 'The barrel costs two seconds and 480 MB in every process.',
      severity: 'error',
      from: {},
      to: { path: 'node_modules/@cdktf/provider-[a-z]+/lib/index\\.js$' },
    },
    {
      name: 'declared-dependencies',
      severity: 'error',
      from: { pathNot: '^(test|bench|examples)/' },
      to: {
        dependencyTypes: ['npm-dev', 'npm-no-pkg', 'npm-unknown', 'unknown'],
        // The program that installs the package has these, once for both (docs/decisions/0026-constructs-as-a-library).
        dependencyTypesNot: ['npm-peer'],
        // Types only, which are gone when the program runs (docs/decisions/0003-pulumi-types-only.md).
        pathNot: 'node_modules/@pulumi/kubernetes/types/',
      },
    },
  ],
  options: {
    parser: 'swc',
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '^schemas/generated/validate-project\\.js$' },
    tsPreCompilationDeps: true,
    enhancedResolveOptions: { extensions: ['.ts', '.js', '.json'] },
  },
};
