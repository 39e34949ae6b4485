import { forceNew } from '../../../catalog/replacements/force-new';
import { ApiError } from '../../cloud/api-error';
import { isOn, numberOf, textOf } from '../../protocol/paths';
import { isValues, type Value, type Values } from '../../protocol/value';
import { json } from '../checks';
import { chosenName } from '../chosen-name';
import type { Aws, ResourceModel } from '../resource-model';

/** Characters of a queue's policy. Source: Amazon SQS Developer Guide, "Policy quotas", as of 2026-11. */
const longestPolicy = 8192;

/** Queues. */
export const sqsModels: Readonly<Record<string, ResourceModel>> = {
  aws_sqs_queue: {
    replacedBy: forceNew.aws_sqs_queue,
    checks: [
      { path: 'delay_seconds', min: 0, max: 900 },
      { path: 'max_message_size', min: 1024, max: 1_048_576 },
      { path: 'message_retention_seconds', min: 60, max: 1_209_600 },
      { path: 'visibility_timeout_seconds', min: 0, max: 43_200 },
      { path: 'kms_data_key_reuse_period_seconds', min: 60, max: 86_400 },
      { path: 'policy', ...json },
      { path: 'redrive_policy', ...json },
      { path: 'redrive_allow_policy', ...json },
      { path: 'deduplication_scope', oneOf: ['messageGroup', 'queue'] },
      { path: 'fifo_throughput_limit', oneOf: ['perQueue', 'perMessageGroupId'] },
    ],
    policies: [{ path: 'policy', kind: 'resource', longest: longestPolicy }],
    unique: { of: (values) => textOf(values, 'name'), taken: 'QueueAlreadyExists' },
    create(values, aws) {
      const isFifo = isOn(values, 'fifo_queue');
      const suffix = isFifo && textOf(values, 'name') === undefined ? '.fifo' : '';
      const name = `${chosenName(values, aws)}${suffix}`;
      checkQueue(name, values, aws);
      const url = `https://sqs.${aws.region}.amazonaws.com/${aws.account}/${name}`;
      return {
        id: url,
        url,
        arn: aws.arn('sqs', name),
        name,
        name_prefix: null,
        deduplication_scope: isFifo ? 'queue' : null,
        fifo_throughput_limit: isFifo ? 'perQueue' : null,
        kms_data_key_reuse_period_seconds: 300,
        policy: null,
        redrive_allow_policy: null,
        redrive_policy: null,
        // Queues are encrypted with SQS's own key unless another is named.
        sqs_managed_sse_enabled: textOf(values, 'kms_master_key_id') === undefined,
      };
    },
    update(values, _prior, aws) {
      checkQueue(textOf(values, 'name') ?? '', values, aws);
      return {};
    },
  },

  aws_sqs_queue_policy: {
    replacedBy: forceNew.aws_sqs_queue_policy,
    checks: [{ path: 'policy', ...json }],
    policies: [{ path: 'policy', kind: 'resource', longest: longestPolicy }],
    references: [
      {
        path: 'queue_url',
        type: 'aws_sqs_queue',
        missing: 'AWS.SimpleQueueService.NonExistentQueue',
        onDelete: 'cascade',
      },
    ],
    importId: { attributes: ['queue_url'], separator: '' },
    create: (values) => ({ id: textOf(values, 'queue_url') ?? null }),
  },
};

function checkQueue(name: string, values: Values, aws: Aws): void {
  const isFifo = isOn(values, 'fifo_queue');
  const base = isFifo ? name.replace(/\.fifo$/, '') : name;
  if (name.length > 80 || !/^[A-Za-z0-9_-]+$/.test(base) || (isFifo && base === name)) {
    throw new ApiError(
      'InvalidParameterValue',
      `Can only include alphanumeric characters, hyphens, or underscores. 1 to 80 in length: ${name}`,
    );
  }
  if (!isFifo && isOn(values, 'content_based_deduplication')) {
    throw invalidAttribute('ContentBasedDeduplication', 'it can only be set for FIFO queues');
  }
  const wait = numberOf(values, 'receive_wait_time_seconds') ?? 0;
  if (wait < 0 || wait > 20) {
    throw invalidAttribute('ReceiveMessageWaitTimeSeconds', 'must be an integer from 0 to 20');
  }
  checkDeadLetterQueue(textOf(values, 'redrive_policy') ?? '', isFifo, aws);
}

function checkDeadLetterQueue(redrivePolicy: string, isFifo: boolean, aws: Aws): void {
  if (redrivePolicy === '') return;
  const redrive = JSON.parse(redrivePolicy) as Value;
  const target = isValues(redrive) ? redrive['deadLetterTargetArn'] : undefined;
  if (typeof target !== 'string') {
    throw invalidAttribute(
      'RedrivePolicy',
      'Redrive policy does not contain mandatory attribute: deadLetterTargetArn.',
    );
  }
  const found = aws.findByArn(target);
  if (found === undefined || found.region !== aws.region) {
    throw invalidAttribute('RedrivePolicy', 'Dead letter target does not exist.');
  }
  if (isOn(found.values, 'fifo_queue') !== isFifo) {
    throw invalidAttribute('RedrivePolicy', 'Dead-letter queue must be same type of queue as the source.');
  }
}

function invalidAttribute(attribute: string, reason: string): ApiError {
  return new ApiError('InvalidParameterValue', `Value for parameter ${attribute} is invalid. Reason: ${reason}`);
}
