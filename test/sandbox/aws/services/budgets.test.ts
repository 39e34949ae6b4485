import { simulatedAws } from '../../../support/simulated-aws';

const budget = {
  name: 'chat-monthly',
  budget_type: 'COST',
  time_unit: 'MONTHLY',
  limit_amount: '100',
  limit_unit: 'USD',
};

it('names a budget by account and name, and takes no second of the name', async () => {
  const aws = simulatedAws();
  expect(await aws.create('aws_budgets_budget', budget)).toMatchObject({
    id: '123456789012:chat-monthly',
    arn: 'arn:aws:budgets::123456789012:budget/chat-monthly',
  });
  await expect(aws.create('aws_budgets_budget', budget)).rejects.toThrow(/^DuplicateRecordException: /);
});

it('refuses amounts that are not positive, colons, and notifications to nobody', async () => {
  const aws = simulatedAws();
  const create = (change: object) => aws.create('aws_budgets_budget', { ...budget, ...change });
  await expect(create({ limit_amount: '0' })).rejects.toThrow(/^InvalidParameterException: /);
  await expect(create({ name: 'a:b' })).rejects.toThrow(/^InvalidParameterException: /);
  await expect(
    create({
      notification: [
        {
          comparison_operator: 'GREATER_THAN',
          notification_type: 'ACTUAL',
          threshold: 80,
          threshold_type: 'PERCENTAGE',
        },
      ],
    }),
  ).rejects.toThrow(/no subscriber/);
});
