import { monitoringRules } from '../../../planner/rules/monitoring';
import { testRules } from '../../support/spec';

describe('the rules about monitoring', () => {
  testRules(monitoringRules, [
    {
      rule: 'monitoring/receiver-target',
      when: 'a channel has no secret',
      broken: (spec) => {
        delete spec.monitoring.receivers[0].secret;
      },
      at: ['monitoring.receivers[0]'],
      fixed: (spec) => {
        spec.monitoring.receivers[0].type = 'slack';
      },
    },
    {
      rule: 'monitoring/receiver-target',
      when: 'an e-mail receiver has no address',
      broken: (spec) => {
        delete spec.monitoring.receivers[1].address;
        spec.monitoring.receivers[1].secret = 'prod/mail';
      },
      at: ['monitoring.receivers[1]'],
      fixed: (spec) => {
        spec.monitoring.receivers[1].address = 'team@example.com';
      },
    },
    {
      rule: 'monitoring/receiver-unused',
      when: 'a channel other than e-mail has an address',
      broken: (spec) => {
        spec.monitoring.receivers[0].address = 'oncall@example.com';
      },
      at: ['monitoring.receivers[0].address'],
      fixed: (spec) => {
        spec.monitoring.receivers[0] = { name: 'oncall', type: 'email', address: 'oncall@example.com' };
      },
    },
    {
      rule: 'monitoring/receiver-unused',
      when: 'an e-mail receiver names a secret',
      broken: (spec) => {
        spec.monitoring.receivers[1].secret = 'prod/mail';
      },
      at: ['monitoring.receivers[1].secret'],
      fixed: (spec) => {
        spec.monitoring.receivers[1].severities = ['ticket'];
      },
    },
    {
      rule: 'monitoring/slo-below-objective',
      when: 'the project promises availability by name',
      broken: (spec) => {
        spec.regions = spec.regions.slice(0, 1);
        spec.objectives = { availability: 99 };
        spec.monitoring.slos[0].availability = 98.5;
      },
      at: ['monitoring.slos[0].availability'],
      fixed: (spec) => {
        spec.regions = spec.regions.slice(0, 1);
        spec.monitoring.slos[0].availability = 98.5;
      },
    },
    {
      rule: 'monitoring/retention-alerts',
      when: 'a service has an objective that is not written down',
      broken: (spec) => {
        spec.monitoring.slos = [];
        spec.monitoring.retention = '2d';
      },
      at: ['monitoring.retention'],
      fixed: (spec) => {
        spec.monitoring.slos = [];
        spec.monitoring.retention = '2d';
        spec.inference = [];
      },
    },
    {
      rule: 'monitoring/slo-empty',
      when: 'an objective promises nothing',
      broken: (s) => {
        s.monitoring.slos.push({ service: 'tuned' });
      },
      at: ['monitoring.slos[1]'],
      fixed: (s) => {
        s.monitoring.slos.push({ service: 'tuned', availability: 99.9 });
      },
    },
    {
      rule: 'monitoring/slo-duplicate',
      when: 'a service has two objectives for the same',
      broken: (s) => {
        s.monitoring.slos.push({ service: 'chat', ttft: '5s' });
      },
      at: ['monitoring.slos[1].ttft'],
      fixed: (s) => {
        s.monitoring.slos.push({ service: 'chat', itl: '100ms' });
      },
    },
    {
      rule: 'monitoring/slo-bucket',
      when: 'no bucket of the engine ends there',
      broken: (s) => {
        s.monitoring.slos = [
          { service: 'chat', ttft: '2s', itl: '110ms', e2e: '45s' },
          { service: 'tuned', ttft: '2.5s' },
        ];
      },
      at: ['monitoring.slos[0].ttft', 'monitoring.slos[0].itl', 'monitoring.slos[0].e2e', 'monitoring.slos[1].ttft'],
      fixed: (s) => {
        s.monitoring.slos = [
          { service: 'chat', ttft: '2.5s', itl: '100ms', e2e: '40s' },
          { service: 'tuned', ttft: '2s' },
        ];
      },
    },
    {
      rule: 'monitoring/slo-order',
      when: 'the answer has to be there before its first token',
      broken: (s) => {
        s.monitoring.slos[0].e2e = '2.5s';
      },
      at: ['monitoring.slos[0].e2e'],
      fixed: (s) => {
        s.monitoring.slos[0].e2e = '5s';
      },
    },
    {
      rule: 'monitoring/slo-impossible',
      when: 'nothing may fail',
      broken: (s) => {
        s.monitoring.slos[0] = { service: 'chat', availability: 100, ttft: '2.5s', target: 100 };
      },
      at: ['monitoring.slos[0].availability', 'monitoring.slos[0].target'],
      fixed: (s) => {
        s.monitoring.slos[0] = { service: 'chat', availability: 99.999, ttft: '2.5s', target: 99.999 };
      },
    },
    {
      rule: 'monitoring/slo-below-objective',
      when: 'a service is watched for less than the project promises',
      broken: (s) => {
        s.monitoring.slos[0].availability = 99.5;
      },
      at: ['monitoring.slos[0].availability'],
      fixed: (s) => {
        s.monitoring.slos[0].availability = 99.9;
      },
    },
    {
      rule: 'monitoring/slo-never-pages',
      when: 'six times the budget is more than everything',
      broken: (s) => {
        s.monitoring.slos[0].target = 83;
      },
      at: ['monitoring.slos[0].target'],
      fixed: (s) => {
        s.monitoring.slos[0].target = 84;
      },
    },
    {
      rule: 'monitoring/slo-cold-start',
      when: 'the service may have no replica',
      broken: (s) => {
        s.inference[1].replicas = { min: 0, max: 2 };
        s.monitoring.slos.push({ service: 'tuned', ttft: '2s' });
      },
      at: ['monitoring.slos[1].ttft'],
      fixed: (s) => {
        s.inference[1].replicas = { min: 1, max: 2 };
        s.monitoring.slos.push({ service: 'tuned', ttft: '2s' });
      },
    },
    {
      rule: 'monitoring/cancelled-requests',
      when: 'only LMDeploy itself says what has failed',
      broken: (s) => {
        Object.assign(s.inference[1], { engine: 'lmdeploy', exposure: 'internal' });
        s.monitoring.slos.push({ service: 'tuned', availability: 99.9 });
      },
      at: ['monitoring.slos[1].availability'],
      fixed: (s) => {
        Object.assign(s.inference[1], { engine: 'lmdeploy', exposure: 'public' });
        s.monitoring.slos.push({ service: 'tuned', availability: 99.9 });
      },
    },
    {
      rule: 'monitoring/retention-window',
      when: 'metrics are gone before the window of objectives ends',
      broken: (s) => {
        s.monitoring.retention = '29d';
      },
      at: ['monitoring.retention'],
      fixed: (s) => {
        s.monitoring.retention = '30d';
      },
    },
    {
      rule: 'monitoring/retention-alerts',
      when: 'metrics are gone before the window of alerts ends',
      broken: (s) => {
        s.monitoring.retention = '2d';
      },
      at: ['monitoring.retention'],
      fixed: (s) => {
        s.monitoring.retention = '3d';
      },
    },
    {
      rule: 'monitoring/no-receiver',
      when: 'nobody is told in production',
      broken: (s) => {
        s.monitoring.receivers = [];
      },
      at: ['monitoring.receivers'],
      fixed: (s) => {
        s.environment = 'dev';
        s.monitoring.receivers = [];
      },
    },
    {
      rule: 'monitoring/nobody-paged',
      when: 'all receivers get tickets only',
      broken: (s) => {
        s.monitoring.receivers = [{ name: 'team', type: 'slack', secret: 'prod/slack', severities: ['ticket'] }];
      },
      at: ['monitoring.receivers[0].severities'],
      fixed: (s) => {
        s.monitoring.receivers = [{ name: 'team', type: 'slack', secret: 'prod/slack' }];
      },
    },
    {
      rule: 'monitoring/mail-only',
      when: 'pages are sent by e-mail only',
      broken: (s) => {
        s.monitoring.receivers[0].severities = ['ticket'];
      },
      at: ['monitoring.receivers[1].type'],
      fixed: (s) => {
        s.environment = 'dev';
        s.monitoring.receivers[0].severities = ['ticket'];
      },
    },
    {
      rule: 'monitoring/silence-unheard',
      when: 'a single region has receivers, and none by e-mail',
      broken: (s) => {
        s.regions = s.regions.slice(0, 1);
        s.monitoring.receivers.pop();
      },
      at: ['monitoring.receivers'],
      fixed: (s) => {
        s.regions = s.regions.slice(0, 1);
      },
    },
    {
      rule: 'monitoring/silence-unheard',
      when: 'other regions have no public service to ask',
      broken: (s) => {
        s.monitoring.receivers.pop();
        for (const service of s.inference) service.exposure = 'internal';
        delete s.dns;
      },
      at: ['monitoring.receivers'],
      fixed: (s) => {
        s.monitoring.receivers.pop();
      },
    },
  ]);
});
