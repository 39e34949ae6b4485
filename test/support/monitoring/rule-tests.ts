import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { stringify } from 'yaml';
import type {
  PrometheusRuleEntry,
  PrometheusRuleGroup,
} from '../../../constructs/kubernetes/custom-resources/prometheus-operator';
import { debianTool } from '../debian-tools';
import type { AlertCase, Series } from './alert-cases';

/** Cases of the rules that are meant, with samples and evaluations `interval` apart. */
export interface RuleTests {
  readonly groups: readonly PrometheusRuleGroup[];
  readonly interval: string;
  readonly cases: readonly AlertCase[];
}

/** What `promtool check rules` says of the groups, and of style; empty if it accepts them. */
export function ruleProblems(groups: readonly PrometheusRuleGroup[]): string {
  return inFolder((folder) => {
    writeYaml(join(folder, 'rules.yaml'), { groups });
    return promtool(folder, 'check', 'rules', '--lint=all', '--lint-fatal', 'rules.yaml');
  });
}

/** What `promtool test rules` says of all the cases in one run; empty if each fires and is silent as it should. */
export function caseProblems(suites: readonly RuleTests[]): string {
  return inFolder((folder) => {
    const files = suites.map((suite, index) => {
      writeYaml(join(folder, `rules-${index}.yaml`), {
        groups: suite.groups.map((group) => ({ ...group, rules: group.rules.map(withoutTexts) })),
      });
      const file = `test-${index}.yaml`;
      writeYaml(join(folder, file), testFile(suite, `rules-${index}.yaml`));
      return file;
    });
    const said = promtool(folder, 'test', 'rules', ...files);
    return said.replaceAll(/Unit Testing: .*\n +SUCCESS\s+/g, '');
  });
}

/**
 * The groups with only the alerts of one name and what they read of that is recorded: every case is evaluated hundreds
 * of times, and with all rules that takes minutes.
 */
export function onlyAlert(groups: readonly PrometheusRuleGroup[], name: string): PrometheusRuleGroup[] {
  const isMeant = (rule: PrometheusRuleEntry) => 'alert' in rule && rule.alert === name;
  const read = JSON.stringify(groups.flatMap(({ rules }) => rules.filter(isMeant)));
  return groups
    .map((group) => ({
      ...group,
      rules: group.rules.filter((rule) => ('record' in rule ? read.includes(rule.record) : isMeant(rule))),
    }))
    .filter(({ rules }) => rules.length > 0);
}

/** Texts for people need not be repeated in each case: only what fires is compared. */
const withoutTexts = (rule: PrometheusRuleEntry) => ('alert' in rule ? { ...rule, annotations: {} } : rule);

interface Evaluation {
  readonly what: string;
  readonly series: Series;
  readonly at: string;
  readonly expected: number;
  readonly labels: Readonly<Record<string, string>>;
}

function testFile({ groups, interval, cases }: RuleTests, rules: string): object {
  return {
    rule_files: [rules],
    evaluation_interval: interval,
    // Without an order, alerts see what the groups before them record one step late, or not.
    group_eval_order: groups.map(({ name }) => name),
    tests: bySeries(cases.flatMap(evaluationsOf)).map((evaluations) => ({
      name: evaluations.map(({ what }) => what).join(', '),
      interval,
      input_series: Object.entries(evaluations[0]?.series ?? {}).map(([series, values]) => ({ series, values })),
      promql_expr_test: evaluations.map(({ at, expected, labels }) => ({
        expr: `count(ALERTS{${matchers({ ...labels, alertstate: 'firing' })}}) or vector(0)`,
        eval_time: at,
        exp_samples: [{ labels: '{}', value: expected }],
      })),
    })),
  };
}

/** The number of alerts that fire: with the labels that are expected, and at all. */
function evaluationsOf({ alert, fires, silent, labels = {}, at = '10m', silentAt = at }: AlertCase): Evaluation[] {
  return [
    { what: `${alert} fires`, series: fires, at, expected: 1, labels: { alertname: alert, ...labels } },
    ...(silent === undefined
      ? []
      : [{ what: `${alert} is silent`, series: silent, at: silentAt, expected: 0, labels: { alertname: alert } }]),
  ];
}

/** Each test opens a database of its own, which takes longer than what it evaluates. */
function bySeries(evaluations: readonly Evaluation[]): Evaluation[][] {
  const tests = new Map<string, Evaluation[]>();
  for (const evaluation of evaluations) {
    const key = JSON.stringify(evaluation.series);
    tests.set(key, [...(tests.get(key) ?? []), evaluation]);
  }
  return [...tests.values()];
}

const matchers = (labels: Readonly<Record<string, string>>) =>
  Object.entries(labels)
    .map(([name, value]) => `${name}=${JSON.stringify(value)}`)
    .join(',');

function writeYaml(path: string, document: object): void {
  writeFileSync(path, stringify(document, { aliasDuplicateObjects: false }));
}

function promtool(folder: string, ...args: string[]): string {
  const { status, stdout, stderr } = spawnSync(debianTool('promtool'), args, { cwd: folder, encoding: 'utf8' });
  return status === 0 ? '' : stdout + stderr;
}

function inFolder(run: (folder: string) => string): string {
  const folder = mkdtempSync(join(tmpdir(), 'ninefold-rules-'));
  try {
    return run(folder);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
