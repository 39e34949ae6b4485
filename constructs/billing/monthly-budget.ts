import { BudgetsBudget } from '@cdktf/provider-aws/lib/budgets-budget';
import { Construct } from 'constructs';

/** Inputs of {@link MonthlyBudget}. */
export interface MonthlyBudgetProps {
  readonly name: string;
  readonly accountId: string;
  /** US dollars. */
  readonly monthlyUsd: number;
  /** Cost allocation tag of what is counted; it must be activated in the Billing console once. */
  readonly tag: { readonly key: string; readonly value: string };
  /** Who hears of it; the first ten, which is all that a notification takes. Nobody: the budget is only shown. */
  readonly emails: readonly string[];
}

/** Per cent of the budget at which people hear of what was spent, and of what the month will probably cost. */
const thresholds = [
  { notificationType: 'ACTUAL', threshold: 80 },
  { notificationType: 'FORECASTED', threshold: 100 },
] as const;

/** Source: AWS Cost Management User Guide, "Best practices for AWS Budgets" and "Quotas and restrictions"; as of 2026-11. */
const longestEmailList = 10;

/**
 * What may be spent in a month on everything that has a tag. AWS Budgets only tells; it stops nothing. A filter cannot ask
 * for two tags at once ("Setting budget filters"), so one has to tell the costs apart.
 */
export class MonthlyBudget extends Construct {
  constructor(scope: Construct, id: string, props: MonthlyBudgetProps) {
    super(scope, id);
    const emails = props.emails.slice(0, longestEmailList);
    new BudgetsBudget(this, 'budget', {
      accountId: props.accountId,
      name: props.name,
      budgetType: 'COST',
      timeUnit: 'MONTHLY',
      limitAmount: String(props.monthlyUsd),
      limitUnit: 'USD',
      costFilter: [{ name: 'TagKeyValue', values: [`user:${props.tag.key}$${props.tag.value}`] }],
      ...(emails.length > 0 && {
        notification: thresholds.map(({ notificationType, threshold }) => ({
          notificationType,
          threshold,
          thresholdType: 'PERCENTAGE',
          comparisonOperator: 'GREATER_THAN',
          subscriberEmailAddresses: emails,
        })),
      }),
    });
  }
}
