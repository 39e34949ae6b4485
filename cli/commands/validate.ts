import { findingsDocument } from '../../review/findings/json';
import { renderSarif } from '../../review/findings/sarif';
import type { Severity } from '../../schemas/finding';
import { compileSpec } from '../compile-spec';
import type { Context } from '../context';
import { exitCodes } from '../exit';
import { findingsText } from '../findings-text';
import { ruleTexts } from '../rule-texts';

export interface ValidateOptions {
  readonly format: 'text' | 'json' | 'sarif';
  readonly failOn: 'error' | 'warning';
}

/** `ninefold validate`: prints every finding and returns the exit code. */
export function validate(file: string, { format, failOn }: ValidateOptions, context: Context): number {
  const { terminal, today, version } = context;
  const { findings, source } = compileSpec(file, today);
  const render = {
    text: () => findingsText(findings, source, terminal.colors) || `${file} is valid`,
    json: () => JSON.stringify(findingsDocument(file, findings), null, 2),
    sarif: () => renderSarif(findings, { version, root: process.cwd(), rules: ruleTexts() }),
  };
  terminal.print(render[format]());
  const failing: readonly Severity[] = failOn === 'warning' ? ['error', 'warning'] : ['error'];
  return findings.some(({ severity }) => failing.includes(severity)) ? exitCodes.mistake : exitCodes.ok;
}
