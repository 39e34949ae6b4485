import { forceNew } from '../../../catalog/replacements/force-new';
import { ApiError } from '../../cloud/api-error';
import { blocksOf, textOf } from '../../protocol/paths';
import type { Values } from '../../protocol/value';
import { accountNumber } from '../checks';
import { chosenName } from '../chosen-name';
import type { ResourceModel } from '../resource-model';

/** What may be spent. Source: AWS Billing and Cost Management API Reference, "Budget" and "Notification"; 2026-11. */
export const budgetsModels: Readonly<Record<string, ResourceModel>> = {
  aws_budgets_budget: {
    scope: 'global',
    replacedBy: forceNew.aws_budgets_budget,
    checks: [
      { path: 'account_id', ...accountNumber },
      { path: 'name', length: [1, 100] },
      {
        path: 'budget_type',
        oneOf: [
          'USAGE',
          'COST',
          'RI_UTILIZATION',
          'RI_COVERAGE',
          'SAVINGS_PLANS_UTILIZATION',
          'SAVINGS_PLANS_COVERAGE',
        ],
      },
      { path: 'time_unit', oneOf: ['DAILY', 'MONTHLY', 'QUARTERLY', 'ANNUALLY'] },
      { path: 'notification.comparison_operator', oneOf: ['GREATER_THAN', 'LESS_THAN', 'EQUAL_TO'] },
      { path: 'notification.notification_type', oneOf: ['ACTUAL', 'FORECASTED'] },
      { path: 'notification.threshold_type', oneOf: ['PERCENTAGE', 'ABSOLUTE_VALUE'] },
    ],
    unique: { of: (values) => textOf(values, 'name'), taken: 'DuplicateRecordException' },
    importId: { attributes: ['account_id', 'name'], separator: ':' },
    create(values, aws) {
      const name = chosenName(values, aws);
      checkBudget(name, values);
      const account = textOf(values, 'account_id') ?? aws.account;
      return {
        id: `${account}:${name}`,
        arn: aws.arn('budgets', `budget/${name}`, { scope: 'global' }),
        account_id: account,
        name,
        name_prefix: null,
        time_period_start: '2026-11-01_00:00',
        time_period_end: '2087-06-15_00:00',
        cost_types: [includedCosts],
        auto_adjust_data: [],
        planned_limit: [],
      };
    },
    update(values) {
      checkBudget(textOf(values, 'name') ?? '', values);
      return {};
    },
  },
};

/** Costs that a budget counts unless it says otherwise. */
const includedCosts: Values = {
  include_credit: true,
  include_discount: true,
  include_other_subscription: true,
  include_recurring: true,
  include_refund: true,
  include_subscription: true,
  include_support: true,
  include_tax: true,
  include_upfront: true,
  use_amortized: false,
  use_blended: false,
};

function checkBudget(name: string, values: Values): void {
  if (/[:\\]/.test(name)) throw invalid(`BudgetName ${name} has a colon or a backslash`);
  const amount = Number(textOf(values, 'limit_amount') ?? '1');
  if (!(amount > 0)) throw invalid('BudgetLimit has to be positive');
  const notifications = blocksOf(values, 'notification');
  if (notifications.length > 10) throw new ApiError('CreationLimitExceededException', 'more than 10 notifications');
  for (const notification of notifications) {
    const emails = notification['subscriber_email_addresses'];
    const topics = notification['subscriber_sns_topic_arns'];
    const count = (list: unknown) => (Array.isArray(list) ? list.length : 0);
    if (count(emails) + count(topics) === 0) throw invalid('a notification has no subscriber');
    if (count(emails) > 10 || count(topics) > 1) throw invalid('a notification has too many subscribers');
  }
}

function invalid(message: string): ApiError {
  return new ApiError('InvalidParameterException', message);
}
