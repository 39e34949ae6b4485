import Ajv from 'ajv';

/** What a JSON schema says against data. */
export function complaints(schema: object, data: unknown) {
  const validate = new Ajv({ allErrors: true, allowUnionTypes: true }).compile(schema);
  return validate(data) ? [] : validate.errors;
}
