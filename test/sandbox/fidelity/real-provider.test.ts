import { awsModels } from '../../../sandbox/aws/models';
import { type RealProvider, startRealProvider } from '../../support/real-provider';
import { simulatedAws } from '../../support/simulated-aws';
import { itWithTerraform } from '../../support/terraform';
import { type Difference, refusedByService, replacedThereOnly } from './exceptions';
import { madeUpAccepted, refusedExamples, undulyAccepted, undulyRefused } from './refusals';
import { replacementDifferences, unknownPaths } from './replacements';
import { type Subject, subjectOf } from './subject';

let provider: Promise<RealProvider> | undefined;
const subjects = new Map<string, Subject>();
const simulation = simulatedAws();

afterAll(async () => (await provider)?.stop());

async function subjectFor(type: string): Promise<Subject> {
  provider ??= startRealProvider();
  const subject = subjects.get(type) ?? subjectOf(type, await provider);
  subjects.set(type, subject);
  return subject;
}

/** Fails for a difference that is not listed, and for a listed one that is none any more. */
function expectListed(
  differences: readonly Difference[],
  listed: Readonly<Record<string, string>>,
  type: string,
): void {
  const surprises = differences.filter(({ subject }) => !(subject in listed));
  expect(surprises.map(({ subject, what }) => `${subject}: ${what}`)).toEqual([]);
  const met = new Set(differences.map(({ subject }) => subject));
  expect(Object.keys(listed).filter((subject) => subject.startsWith(`${type}.`) && !met.has(subject))).toEqual([]);
}

describe.each(Object.keys(awsModels).sort())('%s', (type) => {
  itWithTerraform(
    'is replaced by what replaces it in hashicorp/aws',
    async () => {
      const subject = await subjectFor(type);
      expect(unknownPaths(subject)).toEqual([]);
      expectListed(await replacementDifferences(subject, simulation), replacedThereOnly, type);
    },
    60_000,
  );

  itWithTerraform(
    'accepts and refuses the values that hashicorp/aws accepts and refuses',
    async () => {
      const subject = await subjectFor(type);
      expect(await refusedExamples(subject)).toEqual([]);
      expect(await undulyAccepted(subject)).toEqual([]);
      expectListed(await undulyRefused(subject), refusedByService, type);
    },
    60_000,
  );

  itWithTerraform(
    'refuses made-up text wherever hashicorp/aws does',
    async () => {
      expect(await madeUpAccepted(await subjectFor(type))).toEqual([]);
    },
    60_000,
  );
});
