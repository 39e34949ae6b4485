import { rules } from '../planner/rules';
import { suppressionRules } from '../planner/rules/suppressions';
import { problems, type RuleText } from '../schemas/problems';

/** Every kind of finding, in the order in which a spec meets them: loading, rules by area, suppressions. */
export function ruleTexts(): RuleText[] {
  return [...problems, ...rules, ...suppressionRules].map(({ id, severity, summary, why, fix, source }) => {
    return { id, severity, summary, why, fix, source };
  });
}
