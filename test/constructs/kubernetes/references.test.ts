import type { Manifest } from '../../../constructs/kubernetes/manifest';
import { extractReferences } from '../../../constructs/kubernetes/references';

const withText = (...texts: string[]) =>
  ({ apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'x' }, data: { texts } }) as Manifest;
const textsOf = (manifests: readonly Manifest[]) =>
  (manifests[0] as unknown as { data: { texts: string[] } }).data.texts;

describe('extractReferences', () => {
  it('names what comes from another stack after its output', () => {
    const expression = 'data.terraform_remote_state.prod-us-east-1-cluster.outputs.target_group_arns["chat"]';
    const arn = `\${${expression}}`;
    const { manifests, references } = extractReferences([withText(arn, `s3://${arn}/x`)]);
    expect(textsOf(manifests)).toEqual(['<<target_group_arns.chat>>', 's3://<<target_group_arns.chat>>/x']);
    expect(references).toEqual({ 'target_group_arns.chat': expression });
  });

  it('keeps outputs of the same name from two stacks apart', () => {
    const [a, b] = ['a', 'b'].map((stack) => `data.terraform_remote_state.${stack}.outputs.name`) as [string, string];
    const { manifests, references } = extractReferences([withText(`\${${a}}`, `\${${b}}`)]);
    expect(textsOf(manifests)).toEqual(['<<name>>', '<<data.terraform_remote_state.b.outputs.name>>']);
    expect(references).toEqual({ name: a, 'data.terraform_remote_state.b.outputs.name': b });
  });

  it('takes any expression, with braces inside of quotes', () => {
    const { references } = extractReferences([withText('${aws_iam_role.node.name} ${lookup(var.a, "}")}')]);
    expect(Object.values(references)).toEqual(['aws_iam_role.node.name', 'lookup(var.a, "}")']);
  });

  it('gives the cluster what a user has written, and leaves the templates of others alone', () => {
    const { manifests, references } = extractReferences([
      withText('$${HOME} %%{x}', '{{ .Values }}', '$(POD_NAME)', '{}'),
    ]);
    expect(textsOf(manifests)).toEqual(['${HOME} %{x}', '{{ .Values }}', '$(POD_NAME)', '{}']);
    expect(references).toEqual({});
  });

  it('changes neither its argument nor the order of keys', () => {
    const manifest = Object.freeze(withText('${a.b}'));
    const { manifests } = extractReferences([manifest]);
    expect(textsOf([manifest])).toEqual(['${a.b}']);
    expect(Object.keys(manifests[0] ?? {})).toEqual(['apiVersion', 'kind', 'metadata', 'data']);
  });
});
