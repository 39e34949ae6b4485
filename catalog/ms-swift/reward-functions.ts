/** Functions that score answers in grpo. Source: ms-swift 4.4, `swift/rewards/orm.py`. */
export const rewardFunctions: readonly string[] = [
  'accuracy',
  'cosine',
  'format',
  'math',
  'react_format',
  'repetition',
  'soft_overlong',
  'toolbench',
];
