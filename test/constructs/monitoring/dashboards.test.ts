import { dashboardSpecs } from '../../../constructs/monitoring/dashboards/dashboards';
import { gpuCounters } from '../../../constructs/monitoring/metrics/gpu-counters';
import { regionAlerts, regionRules } from '../../../constructs/monitoring/region-monitoring';
import { itWithTool } from '../../support/debian-tools';
import { ruleProblems } from '../../support/monitoring/rule-tests';
import { watchedRegion } from '../../support/watched-region';

const queries = dashboardSpecs.flatMap(({ title, rows }) =>
  rows.flatMap(({ panels }) =>
    panels.flatMap((panel) => panel.queries.map(({ expr }) => ({ panel: `${title}: ${panel.title}`, expr }))),
  ),
);
const rules = regionRules(watchedRegion).flatMap((group) => group.rules);

/** As Grafana fills in its own variables. */
const filledIn = (expr: string) => expr.replaceAll('$__rate_interval', '1m').replaceAll(/\$(service|node)/g, '.*');

const named = (text: string, pattern: RegExp) => [...new Set(text.match(pattern) ?? [])].sort();

describe('the dashboards', () => {
  it('are these', () => {
    expect(dashboardSpecs.map(({ title }) => title)).toEqual([
      'Regions',
      'Service',
      'Engine',
      'GPUs',
      'Training',
      'Capacity',
      'Objectives',
    ]);
  });

  itWithTool('promtool')('ask nothing that Prometheus does not understand', () => {
    const asked = queries.map(({ expr }, index) => ({ record: `panel:${index}`, expr: filledIn(expr) }));
    expect(asked.length).toBeGreaterThan(50);
    expect(ruleProblems([{ name: 'panels', interval: '1m', rules: asked }])).toBe('');
  });

  itWithTool('promtool')('would be found out otherwise', () => {
    const wrong = { record: 'panel:wrong', expr: 'sum by (pod (up)' };
    expect(ruleProblems([{ name: 'panels', interval: '1m', rules: [wrong] }])).toMatch(/parse error/);
  });

  it('show faults of GPUs by kind', () => {
    const gpus = dashboardSpecs.find(({ title }) => title === 'GPUs');
    const shown = JSON.stringify(gpus);
    for (const metric of [
      'DCGM_EXP_XID_ERRORS_COUNT',
      'DCGM_FI_DEV_ECC_SBE_VOL_TOTAL',
      'DCGM_FI_DEV_ECC_DBE_VOL_TOTAL',
      'DCGM_FI_DEV_UNCORRECTABLE_REMAPPED_ROWS',
      'DCGM_FI_DEV_ROW_REMAP_FAILURE',
      'DCGM_FI_DEV_NVLINK_RECOVERY_ERROR_COUNT_TOTAL',
      'DCGM_FI_DEV_NVLINK_CRC_FLIT_ERROR_COUNT_TOTAL',
      'DCGM_FI_DEV_PCIE_REPLAY_COUNTER',
      'DCGM_FI_DEV_MEMORY_TEMP',
    ])
      expect(shown).toContain(metric);
  });

  it('name only alerts that there are', () => {
    const names = regionAlerts(watchedRegion).map(({ name }) => name);
    const asked = queries.flatMap(({ expr }) =>
      [...expr.matchAll(/alertname=~"([^"]+)"/g)].map(([, list = '']) => list),
    );
    expect(asked).toHaveLength(7);
    expect(names).toEqual(expect.arrayContaining(asked.flatMap((list) => list.split('|'))));
  });

  it('and alerts read only what is measured of GPUs, and what is recorded', () => {
    const read = JSON.stringify([queries, rules.map(({ expr }) => expr)]);
    const measured = named(gpuCounters, /DCGM_\w+/g);
    expect(measured).toEqual(expect.arrayContaining(named(read, /DCGM_\w+/g)));
    const recorded = rules.flatMap((rule) => ('record' in rule ? [rule.record] : []));
    expect(recorded).toEqual(expect.arrayContaining(named(read, /(?:slo|ninefold):[\w:]+/g)));
  });
});
