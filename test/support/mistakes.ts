import { stringify } from 'yaml';
import { specWith } from './spec';

/** A spec with ten different mistakes, and the rules that find them, sorted. */
export function specWithMistakes(): { readonly text: string; readonly rules: readonly string[] } {
  const spec = specWith((s) => {
    s.name = 'Chat';
    s.kind = 'Projcet';
    s.colour = 'red';
    s.regions[1].cidr = '10.10.0.0/16';
    s.cluster.access.admins = [];
    delete s.storage.lustre.capacity;
    s.training[0].model = 'qwem';
    s.inference[1].replicas = { min: '2', max: 4 };
    s.dns.healthCheck = { failures: 20 };
    s.extends = 'ha-chat@0.0.1';
  });
  const rules = [
    'blueprint/unknown-version',
    'network/cidr-overlap',
    'schema/missing-key',
    'schema/out-of-range',
    'schema/unknown-key',
    'schema/unknown-value',
    'schema/wrong-format',
    'schema/wrong-type',
    'security/no-admins',
    'structure/unknown-model',
  ];
  return { text: stringify(spec, { aliasDuplicateObjects: false }), rules };
}

/** The rules that a findings document names, sorted. */
export function rulesOf(document: { readonly findings: readonly { readonly rule: string }[] }): string[] {
  return document.findings.map(({ rule }) => rule).sort();
}
