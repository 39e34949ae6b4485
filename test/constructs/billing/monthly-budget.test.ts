import { MonthlyBudget } from '../../../constructs/billing/monthly-budget';
import { synthesize } from '../../support/synthesize';

const budgetFor = (emails: string[]) =>
  synthesize((stack) => {
    new MonthlyBudget(stack, 'budget', {
      name: 'chat-prod-monthly',
      accountId: '123456789012',
      monthlyUsd: 60000,
      tag: { key: 'project', value: 'chat' },
      emails,
    });
  }).resource('aws_budgets_budget');

it('counts what carries the tag', () => {
  expect(budgetFor([])).toEqual({
    account_id: '123456789012',
    name: 'chat-prod-monthly',
    budget_type: 'COST',
    time_unit: 'MONTHLY',
    limit_amount: '60000',
    limit_unit: 'USD',
    cost_filter: [{ name: 'TagKeyValue', values: ['user:project$chat'] }],
  });
});

it('tells at most ten people', () => {
  const emails = Array.from({ length: 12 }, (_, index) => `person-${index}@example.com`);
  const { notification } = budgetFor(emails) as { notification: { subscriber_email_addresses: string[] }[] };
  expect(notification.map((n) => n.subscriber_email_addresses.length)).toEqual([10, 10]);
});
