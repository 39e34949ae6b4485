import { findingEntry } from '../../findings/json';
import type { DiffReport } from '../diff-report';
import { commentMarker } from './markdown';

/** A report as one JSON document; numbers that nothing bounds are null. */
export function renderJson(report: DiffReport): string {
  const { findings, ...rest } = report;
  const document = {
    format: 'ninefold/diff/v1',
    marker: commentMarker(report.title),
    ...rest,
    findings: { added: findings.added.map(findingEntry), fixed: findings.fixed.map(findingEntry) },
  };
  return JSON.stringify(document, null, 2);
}
