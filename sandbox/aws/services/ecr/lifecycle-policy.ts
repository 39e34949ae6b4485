import { isValues, type Value, type Values } from '../../../protocol/value';

/**
 * What ECR does not accept about the text of a lifecycle policy.
 * Source: Amazon ECR User Guide, "Lifecycle policy properties in Amazon ECR", as of 2026-11.
 */
export function lifecyclePolicyProblem(text: string): string | undefined {
  const policy = JSON.parse(text === '' ? '{}' : text) as Value;
  const rules = isValues(policy) ? policy['rules'] : undefined;
  if (!Array.isArray(rules) || rules.length === 0) return 'object has missing required properties (["rules"])';
  if (rules.length > 50) return `rules: ${rules.length} are more than 50`;

  const problem = rules.map((rule: Value) => (isValues(rule) ? ruleProblem(rule) : 'a rule is not an object'));
  const [first] = problem.filter((text) => text !== undefined);
  if (first !== undefined) return first;

  const priorities = rules.filter(isValues).map((rule) => Number(rule['rulePriority']));
  if (new Set(priorities).size < priorities.length) return 'rulePriority: two rules have the same';
  const catchAll = rules.filter(isValues).find((rule) => selectionOf(rule)['tagStatus'] === 'any');
  if (catchAll && catchAll['rulePriority'] !== Math.max(...priorities)) {
    return 'a rule for any tag status must have the highest rulePriority';
  }
  return undefined;
}

function ruleProblem(rule: Values): string | undefined {
  const { rulePriority: priority, description, action } = rule;
  if (!isCount(priority)) return 'rulePriority: must be a positive integer';
  if (typeof description === 'string' && description.length > 256) return 'description: is longer than 256 characters';
  const type = isValues(action) ? action['type'] : undefined;
  if (type !== 'expire' && type !== 'transition') return 'action.type: must be expire or transition';
  return selectionProblem(selectionOf(rule));
}

function selectionProblem(selection: Values): string | undefined {
  const { tagStatus, countType, countUnit, countNumber, tagPrefixList, tagPatternList } = selection;
  if (!['tagged', 'untagged', 'any'].includes(String(tagStatus))) {
    return 'selection.tagStatus: must be tagged, untagged or any';
  }
  const tags = [tagPrefixList, tagPatternList].filter((list) => Array.isArray(list) && list.length > 0);
  if ((tagStatus === 'tagged') !== (tags.length === 1)) {
    return 'selection: tagged, and nothing else, goes with either tagPrefixList or tagPatternList';
  }
  const since = ['sinceImagePushed', 'sinceImagePulled', 'sinceImageTransitioned'].includes(String(countType));
  if (!since && countType !== 'imageCountMoreThan') return `selection.countType: ${String(countType)} is unknown`;
  if (since !== (countUnit === 'days')) return 'selection.countUnit: days goes with a countType of time only';
  return isCount(countNumber) ? undefined : 'selection.countNumber: must be a positive integer';
}

function selectionOf(rule: Values): Values {
  return isValues(rule['selection']) ? rule['selection'] : {};
}

function isCount(value: Value | undefined): boolean {
  return typeof value === 'number' && Number.isInteger(value) && value > 0;
}
