import { alertmanager, alertsPath } from '../../../constructs/inference/gateway-config';
import { alertmanagerConfig } from '../../../constructs/monitoring/delivery/alertmanager-config';
import { describeWithTools } from '../../support/debian-tools';
import { type RunningServer, startAlertmanager } from '../../support/detection/servers';
import { type FakeDns, startDns } from '../../support/serving/fake-dns';
import { type FakeEngine, startEngine } from '../../support/serving/fake-engine';
import { send } from '../../support/serving/request';
import { type RunningGateway, startGateway } from '../../support/serving/running-gateway';
import { until } from '../../support/until';

describeWithTools('haproxy', 'prometheus-alertmanager')(
  'the gateway, run by HAProxy, before the real Alertmanager',
  () => {
    let dns: FakeDns;
    let engine: FakeEngine;
    let alerts: RunningServer;
    let gateway: RunningGateway;

    beforeAll(async () => {
      dns = await startDns();
      engine = await startEngine('a', '127.0.0.2');
      alerts = await startAlertmanager(
        alertmanagerConfig({ receivers: [], groupWaitSeconds: 0 }),
        'http://127.0.0.1:1/',
      );
      dns.addresses.set('chat-engines.inference.svc.cluster.local', ['127.0.0.2']);
      dns.addresses.set(alertmanager.host, ['127.0.0.1']);
      const service = {
        name: 'chat',
        port: 64_955,
        enginePort: engine.port,
        engineHealthPath: '/health',
        maxReplicas: 1,
        longestSeconds: 60,
        sleeps: false,
      };
      gateway = await startGateway({ services: [service], healthPaths: ['/health'] }, dns.port, alerts.port);
    }, 60_000);
    afterAll(async () => {
      await gateway?.stop();
      await alerts?.stop();
      await engine?.kill();
      await dns?.stop();
    });

    const status = async () => (await send(`${gateway.url}${alertsPath}`)).status;
    const report = (alertname: string) =>
      fetch(`http://127.0.0.1:${alerts.port}/api/v2/alerts`, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify([{ labels: { alertname, severity: 'info' } }]),
      });

    it('says that alerts get through while the one that always fires is there, and only then', async () => {
      await report('EngineDown');
      await until(async () => (await status()) === 503, 'no alert that always fires is there');
      await report('Watchdog');
      await until(async () => (await status()) === 200, 'it is there');
    }, 30_000);

    it('answers no other path of Alertmanager', async () => {
      expect((await send(`${gateway.url}/api/v2/alerts`)).status).toBe(404);
      expect((await send(`${gateway.url}${alertsPath}/`)).status).toBe(404);
    });
  },
);
