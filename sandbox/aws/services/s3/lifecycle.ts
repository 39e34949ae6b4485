import { forceNew } from '../../../../catalog/replacements/force-new';
import { ApiError } from '../../../cloud/api-error';
import { blocksOf, isOn, numberOf, textOf, valuesAt } from '../../../protocol/paths';
import type { Values } from '../../../protocol/value';
import type { ResourceModel } from '../../resource-model';
import { bucketReference, byBucket, settingId } from './bucket';

const storageClasses = ['GLACIER', 'STANDARD_IA', 'ONEZONE_IA', 'INTELLIGENT_TIERING', 'DEEP_ARCHIVE', 'GLACIER_IR'];

const actions = [
  'abort_incomplete_multipart_upload',
  'expiration',
  'noncurrent_version_expiration',
  'noncurrent_version_transition',
  'transition',
];

/** When objects expire and move to other storage. */
export const s3LifecycleModels: Readonly<Record<string, ResourceModel>> = {
  aws_s3_bucket_lifecycle_configuration: {
    replacedBy: forceNew.aws_s3_bucket_lifecycle_configuration,
    checks: [
      { path: 'bucket', length: [1, 63] },
      {
        path: 'transition_default_minimum_object_size',
        oneOf: ['varies_by_storage_class', 'all_storage_classes_128K'],
      },
      { path: 'rule.id', length: [1, 255] },
      { path: 'rule.status', oneOf: ['Enabled', 'Disabled'] },
      { path: 'rule.expiration.date', matches: isTimestamp, expected: 'a time such as 2030-01-01T00:00:00Z' },
      { path: 'rule.noncurrent_version_expiration.noncurrent_days', min: 1 },
      { path: 'rule.noncurrent_version_expiration.newer_noncurrent_versions', min: 1 },
      { path: 'rule.noncurrent_version_transition.storage_class', oneOf: storageClasses },
      { path: 'rule.transition.days', min: 0 },
      { path: 'rule.transition.storage_class', oneOf: storageClasses },
    ],
    references: [bucketReference],
    importId: byBucket,
    create(values) {
      checkRules(values);
      return {
        id: settingId(values),
        expected_bucket_owner: '',
        transition_default_minimum_object_size: 'all_storage_classes_128K',
        rule: blocksOf(values, 'rule').map(fillRule),
      };
    },
    update(values) {
      checkRules(values);
      return { rule: blocksOf(values, 'rule').map(fillRule) };
    },
  },
};

/** Source: Amazon S3 User Guide, "Lifecycle configuration elements", and the service's answers; as of 2026-11. */
function checkRules(values: Values): void {
  const rules = blocksOf(values, 'rule');
  const ids = rules.map((rule) => textOf(rule, 'id'));
  if (new Set(ids).size < ids.length) {
    throw new ApiError('InvalidArgument', 'Rule ID must be unique. Found same ID for more than one rule');
  }
  for (const rule of rules) {
    const id = textOf(rule, 'id') ?? '';
    if (actions.every((action) => blocksOf(rule, action).length === 0)) {
      throw new ApiError('InvalidRequest', `At least one action needs to be specified in a rule: ${id}`);
    }
    for (const filter of blocksOf(rule, 'filter')) checkFilter(filter, id);
    checkExpiration(rule, id);
    checkTransitions(rule, id);
    const abort = numberOf(rule, 'abort_incomplete_multipart_upload.days_after_initiation');
    if (abort !== undefined && abort < 1) {
      throw new ApiError(
        'InvalidArgument',
        `'DaysAfterInitiation' for AbortIncompleteMultipartUpload action must be a positive integer: ${id}`,
      );
    }
  }
}

/** A filter is one condition, or several inside `and`. */
function checkFilter(filter: Values, id: string): void {
  const conditions = [
    textOf(filter, 'prefix') || undefined,
    numberOf(filter, 'object_size_greater_than'),
    numberOf(filter, 'object_size_less_than'),
    blocksOf(filter, 'tag')[0],
    blocksOf(filter, 'and')[0],
  ];
  if (conditions.filter((condition) => condition !== undefined).length > 1) throw malformed(id);
}

function checkExpiration(rule: Values, id: string): void {
  for (const expiration of blocksOf(rule, 'expiration')) {
    const days = daysOf(expiration);
    const marker = isOn(expiration, 'expired_object_delete_marker');
    const date = textOf(expiration, 'date');
    if ([days !== undefined, marker, date !== undefined].filter(Boolean).length !== 1) throw malformed(id);
    if (days !== undefined && days < 1) {
      throw new ApiError('InvalidArgument', `'Days' for Expiration action must be a positive integer: ${id}`);
    }
  }
}

/** The provider computes 0 where nothing is said, plans that later on, and does not send it to S3 beside the others. */
function daysOf(expiration: Values): number | undefined {
  const days = numberOf(expiration, 'days');
  const isComputed = days === 0 && (isOn(expiration, 'expired_object_delete_marker') || textOf(expiration, 'date'));
  return isComputed ? undefined : days;
}

function checkTransitions(rule: Values, id: string): void {
  const expires = numberOf(rule, 'expiration.days');
  for (const transition of blocksOf(rule, 'transition')) {
    const days = numberOf(transition, 'days');
    const storage = textOf(transition, 'storage_class') ?? '';
    if (days === undefined) continue;
    if (['STANDARD_IA', 'ONEZONE_IA'].includes(storage) && days < 30) {
      throw new ApiError(
        'InvalidArgument',
        `'Days' in Transition action must be greater than or equal to 30 for storageClass '${storage}': ${id}`,
      );
    }
    if (expires !== undefined && expires <= days) {
      throw new ApiError(
        'InvalidArgument',
        `'Days' in the Expiration action must be greater than 'Days' in the Transition action: ${id}`,
      );
    }
  }
}

function malformed(id: string): ApiError {
  return new ApiError(
    'MalformedXML',
    `The XML you provided was not well-formed or did not validate against our published schema: rule ${id}`,
  );
}

function fillRule(rule: Values): Values {
  const given = (block: Values, name: string) => valuesAt(block, name)[0];
  return {
    ...rule,
    prefix: textOf(rule, 'prefix') ?? '',
    expiration: blocksOf(rule, 'expiration').map((expiration) => ({
      ...expiration,
      days: numberOf(expiration, 'days') ?? 0,
      expired_object_delete_marker: isOn(expiration, 'expired_object_delete_marker'),
    })),
    transition: blocksOf(rule, 'transition').map((transition) => ({
      ...transition,
      days: numberOf(transition, 'days') ?? 0,
    })),
    filter: blocksOf(rule, 'filter').map((filter) => ({
      ...filter,
      prefix: textOf(filter, 'prefix') ?? '',
      object_size_greater_than: numberOf(filter, 'object_size_greater_than') ?? null,
      object_size_less_than: numberOf(filter, 'object_size_less_than') ?? null,
      and: blocksOf(filter, 'and').map((and) => ({
        ...and,
        prefix: textOf(and, 'prefix') ?? '',
        object_size_greater_than: numberOf(and, 'object_size_greater_than') ?? 0,
        object_size_less_than: numberOf(and, 'object_size_less_than') ?? 0,
        tags: given(and, 'tags') ?? null,
      })),
    })),
  };
}

function isTimestamp(text: string): boolean {
  return /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(\.\d+)?(Z|[+-]\d{2}:\d{2})$/.test(text);
}
