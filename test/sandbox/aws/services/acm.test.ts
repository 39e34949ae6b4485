import type { Values } from '../../../../sandbox/protocol/value';
import { simulatedAws } from '../../../support/simulated-aws';
import { of } from './vpc/network-support';

const request = { domain_name: 'chat.example.com', validation_method: 'DNS' };

function optionsOf(certificate: Values): readonly Values[] {
  return certificate['domain_validation_options'] as readonly Values[];
}

async function withZone() {
  const aws = simulatedAws();
  const zone = await aws.create('aws_route53_zone', { name: 'example.com' });
  const prove = (option: Values | undefined, record = of(option ?? {}, 'resource_record_value')) =>
    aws.create('aws_route53_record', {
      zone_id: of(zone),
      name: of(option ?? {}, 'resource_record_name'),
      type: 'CNAME',
      ttl: 300,
      records: [record],
      allow_overwrite: true,
    });
  return { aws, prove };
}

it('says which records prove the names of a certificate', async () => {
  const certificate = await simulatedAws().create('aws_acm_certificate', {
    ...request,
    subject_alternative_names: ['ai.example.org'],
  });
  expect(certificate).toMatchObject({
    arn: expect.stringMatching(/^arn:aws:acm:us-east-1:123456789012:certificate\/[0-9a-f-]{36}$/),
    status: 'PENDING_VALIDATION',
    type: 'AMAZON_ISSUED',
    key_algorithm: 'RSA_2048',
    subject_alternative_names: ['ai.example.org'],
  });
  expect(optionsOf(certificate)).toEqual([
    {
      domain_name: 'chat.example.com',
      resource_record_name: expect.stringMatching(/^_[0-9a-f]{32}\.chat\.example\.com\.$/),
      resource_record_type: 'CNAME',
      resource_record_value: expect.stringMatching(/^_[0-9a-f]{32}\.[a-p]{10}\.acm-validations\.aws\.$/),
    },
    expect.objectContaining({ domain_name: 'ai.example.org' }),
  ]);
});

it('asks for the same record in every region, and for a wildcard as for the name below it', async () => {
  const aws = simulatedAws();
  const [first] = optionsOf(await aws.create('aws_acm_certificate', request));
  const elsewhere = { ...request, subject_alternative_names: ['*.chat.example.com'] };
  const [second, wildcard] = optionsOf(await aws.in('eu-west-1').create('aws_acm_certificate', elsewhere));
  expect(second).toEqual(first);
  expect(wildcard).toEqual({ ...first, domain_name: '*.chat.example.com' });
});

it.each(['chat', 'chat_api.example.com', `${'a'.repeat(60)}.example.com`])('refuses %s', async (domain_name) => {
  await expect(simulatedAws().create('aws_acm_certificate', { ...request, domain_name })).rejects.toThrow(
    /^ValidationException: /,
  );
});

it('refuses a period at the end of a name before planning', () => {
  const aws = simulatedAws();
  expect(aws.validate('aws_acm_certificate', { ...request, domain_name: 'chat.example.com.' })).toHaveLength(1);
  expect(aws.validate('aws_acm_certificate', { ...request, validation_method: 'NONE' })).toHaveLength(1);
});

it('replaces a certificate for other names', async () => {
  const aws = simulatedAws();
  const certificate = await aws.create('aws_acm_certificate', request);
  expect(aws.replacedBy('aws_acm_certificate', certificate, { ...request, domain_name: 'a.example.com' })).toEqual([
    'domain_name',
  ]);
  expect(aws.replacedBy('aws_acm_certificate', certificate, { ...request, tags: { Name: 'chat' } })).toEqual([]);
});

it('waits for a certificate until all of its records are there', async () => {
  const { aws, prove } = await withZone();
  const names = { ...request, subject_alternative_names: ['ai.example.com'] };
  const certificate = await aws.create('aws_acm_certificate', names);
  const [chat, ai] = optionsOf(certificate);
  const certificate_arn = of(certificate, 'arn');
  const wait = () => aws.create('aws_acm_certificate_validation', { certificate_arn, timeouts: { create: '30m' } });
  await prove(chat);
  await expect(wait()).rejects.toThrow(
    /timeout while waiting for state to become 'ISSUED' \(last state: 'PENDING_VALIDATION', timeout: 30m\); .* at _\w+\.ai\.example\.com$/,
  );
  await prove(ai, '_wrong.acm-validations.aws.');
  await expect(wait()).rejects.toThrow(/^PENDING_VALIDATION: /);
  await prove(ai);
  expect(await wait()).toMatchObject({ certificate_arn, id: expect.stringMatching(/ \+0000 UTC$/) });
});

it('counts the records of one region for the certificates of all', async () => {
  const { aws, prove } = await withZone();
  const certificate = await aws.in('eu-west-1').create('aws_acm_certificate', request);
  await prove(optionsOf(certificate)[0]);
  const certificate_arn = of(certificate, 'arn');
  await aws.in('eu-west-1').create('aws_acm_certificate_validation', { certificate_arn });
  await expect(aws.create('aws_acm_certificate_validation', { certificate_arn })).rejects.toThrow(
    /^ResourceNotFoundException: /,
  );
});

it('refuses to wait for records that are not the ones', async () => {
  const aws = simulatedAws();
  const certificate = await aws.create('aws_acm_certificate', request);
  const config = { certificate_arn: of(certificate, 'arn'), validation_record_fqdns: ['chat.example.com'] };
  await expect(aws.create('aws_acm_certificate_validation', config)).rejects.toThrow(
    /missing chat\.example\.com DNS validation record: _\w+\.chat\.example\.com$/,
  );
});
