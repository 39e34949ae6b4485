import { securityRules } from '../../../planner/rules/security';
import { literalSecret } from '../../../planner/rules/security/literal-secret';
import { type RuleCase, specWith, subjectOf, testRules, violationsOf } from '../../support/spec';

// Put together here, so that nothing in this file looks like a credential to a scanner.
const huggingFaceToken = `hf_${'aBcDeFgHiJ'.repeat(4)}`;
const slackWebhook = ['https://hooks.slack.com', 'services', 'T000', 'B000', 'XXXX'].join('/');

const digest = `@sha256:${'0a1b'.repeat(16)}`;

const cases: readonly RuleCase[] = [
  {
    rule: 'security/latest-image',
    when: 'images of a service, of its canary and of a job have no tag that stays',
    broken: (spec) => {
      spec.inference[0].image = 'acme/vllm:latest';
      spec.inference[0].canary = { weight: 10, image: 'registry.acme.com:5000/vllm' };
      spec.training[0].image = 'acme/ms-swift';
    },
    at: ['inference[0].image', 'inference[0].canary.image', 'training[0].image'],
    fixed: (spec) => {
      spec.inference[0].image = 'acme/vllm:0.27.1';
      spec.inference[0].canary = { weight: 10, image: `registry.acme.com:5000/vllm${digest}` };
      spec.training[0].image = 'acme/ms-swift:4.4.3';
    },
  },
  {
    rule: 'security/image-digest',
    when: 'a tag can be given to another image',
    broken: (spec) => {
      spec.inference[0].image = 'acme/vllm:0.27.1';
      spec.evaluation = [{ name: 'scores', service: 'chat', benchmarks: ['gsm8k'], image: 'acme/ms-swift:4.4.3' }];
    },
    at: ['inference[0].image', 'evaluation[0].image'],
    fixed: (spec) => {
      spec.inference[0].image = `acme/vllm:0.27.1${digest}`;
      spec.evaluation = [
        {
          name: 'scores',
          service: 'chat',
          benchmarks: ['gsm8k'],
          image: '111122223333.dkr.ecr.us-east-1.amazonaws.com/chat-prod/ms-swift:4.4.3',
        },
      ];
    },
  },
  {
    rule: 'security/public-endpoint-open',
    when: 'the whole internet reaches the API',
    broken: (spec) => {
      spec.cluster.access.publicCidrs = ['203.0.113.0/24', '0.0.0.0/0'];
    },
    at: ['cluster.access.publicCidrs[1]'],
    fixed: (spec) => {
      spec.cluster.access.publicCidrs = ['203.0.113.0/24', '198.51.100.0/24'];
    },
  },
  {
    rule: 'security/no-admins',
    when: 'nobody administers the cluster',
    broken: (spec) => {
      spec.cluster.access.admins = [];
    },
    at: ['cluster.access.admins'],
    fixed: (spec) => {
      spec.cluster.access.admins = ['arn:aws:iam::111122223333:user/owner'];
    },
  },
  {
    rule: 'security/literal-secret',
    when: 'a token stands in place of the name of a secret',
    broken: (spec) => {
      spec.models[0].secret = huggingFaceToken;
    },
    at: ['models[0].secret'],
    fixed: (spec) => {
      spec.models[0].secret = 'prod/huggingface';
    },
  },
  {
    rule: 'security/literal-secret',
    when: 'credentials stand in free text',
    broken: (spec) => {
      spec.tags.webhook = slackWebhook;
      spec.training[0].dataset = ['s3://acme-data/a.jsonl', `s3://AKIA${'A1B2'.repeat(4)}@acme-data/b.jsonl`];
      spec.suppress = [
        { rule: 'compute/single-type-pool', reason: `ask with ghp_${'a1'.repeat(18)}`, until: '2027-01-31' },
      ];
    },
    at: ['tags.webhook', 'training[0].dataset[1]', 'suppress[0].reason'],
    fixed: (spec) => {
      spec.tags.webhook = 'https://hooks.example.com/services/';
      spec.training[0].dataset = ['s3://acme-data/a.jsonl', 's3://akia-data/sk-learn-tutorials-and-more/hf_datasets'];
      spec.suppress = [
        { rule: 'compute/single-type-pool', reason: 'the task-force-of-platform-engineers asked', until: '2027-01-31' },
      ];
    },
  },
  {
    rule: 'security/unpinned-revision',
    when: 'a model of a hub has no revision',
    broken: (spec) => {
      delete spec.models[0].revision;
    },
    at: ['models[0]'],
    fixed: (spec) => {
      delete spec.models[0].revision;
      spec.models[0].source = 's3://acme-models/qwen/v1';
    },
  },
  {
    rule: 'security/unpinned-revision',
    when: 'a model follows a branch',
    broken: (spec) => {
      spec.models[0].revision = 'master';
    },
    at: ['models[0].revision'],
    fixed: (spec) => {
      spec.models[0].revision = 'a1b2c3d4';
    },
  },
  {
    rule: 'security/deletion-protection-off',
    when: 'production may be deleted',
    broken: (spec) => {
      spec.cluster.deletionProtection = false;
    },
    at: ['cluster.deletionProtection'],
    fixed: (spec) => {
      spec.cluster.deletionProtection = false;
      spec.environment = 'staging';
    },
  },
];

describe('security rules', () => {
  testRules(securityRules, cases);

  it.each([
    ['Hugging Face', huggingFaceToken],
    ['ModelScope', `ms-${['01234567', '89ab', 'cdef', '0123', '456789abcdef'].join('-')}`],
    ['OpenAI', `sk-${'a1B2'.repeat(12)}`],
    ['OpenAI projects', `sk-proj-${'a1_B-2'.repeat(8)}`],
    ['Anthropic', `sk-ant-api03-${'a1_B-2'.repeat(8)}`],
    ['AWS', `ASIA${'A1B2'.repeat(4)}`],
    ['GitHub', `github_pat_${'a1'.repeat(20)}`],
    ['GitLab', `glpat-${'a1'.repeat(10)}`],
    ['Slack', `xoxb-${'12'.repeat(10)}`],
    ['Slack webhooks', slackWebhook],
    ['PEM', ['-----BEGIN RSA', 'PRIVATE KEY-----'].join(' ')],
  ])('recognize credentials of %s', (_issuer, credential) => {
    const spec = specWith((changed) => {
      changed.models[0].revision = credential.slice(0, 128);
    });
    expect(violationsOf(spec, securityRules)).toEqual({ 'security/literal-secret': ['models[0].revision'] });
  });

  it('never repeat a credential', () => {
    const spec = specWith((changed) => {
      changed.models[0].secret = huggingFaceToken;
    });
    const found = literalSecret.check(subjectOf(spec));
    expect(found).toHaveLength(1);
    expect(JSON.stringify(found)).not.toContain(huggingFaceToken.slice(0, 8));
  });
});
