import { trainingManifests } from '../../stacks/workloads/training';
import { expectGolden } from '../support/golden';
import { lineDifferences, manifestText } from '../support/kubernetes/manifest-lines';
import { schemaProblems } from '../support/kubernetes/schemas';
import { type Combination, combinations } from '../support/training-combinations';

const sharedFileSystem = { id: 'fs-0123456789abcdef0', dnsName: 'fs.example.com', mountName: 'abcdefgh' };

function manifestsOf({ subject: { environment } }: Combination) {
  const [region] = environment.regions;
  if (region === undefined) throw new Error('no region');
  return trainingManifests(environment, region, { sharedFileSystem });
}

/** Hashes in names say nothing to a reader, and a word in a shared script would change all of them. */
const withoutHashes = (text: string) => text.replace(/(?<=-)[0-9a-f]{6,8}\b/g, 'HASH');

/** Objects of each legal combination, as text. */
const legal = combinations()
  .filter(({ problems }) => problems.length === 0)
  .map((combination) => {
    const manifests = manifestsOf(combination);
    const { method, tuner, name } = combination;
    return { method, tuner, name, manifests, text: withoutHashes(manifestText(manifests)) };
  });
type Rendered = (typeof legal)[number];

const [plain] = legal.filter(({ method, tuner, name }) => method === 'sft' && tuner === 'lora' && name === 'ddp');

/** The first strategy of the same method and tuner; for that one itself, adapters by SFT. */
function nearest(one: Rendered): Rendered | undefined {
  const first = legal.find(({ method, tuner }) => method === one.method && tuner === one.tuner);
  return first === one ? plain : first;
}

describe('the objects of a job', () => {
  it('are what the API server accepts, for every method, tuner and strategy', () => {
    expect(legal.flatMap(({ manifests }) => schemaProblems(manifests))).toEqual([]);
  });

  it('are as in the golden file for adapters by SFT under DDP', () => {
    expectGolden('training/sft-lora-ddp.yaml', plain?.text ?? '');
  });

  it('differ by method, tuner and strategy as in the golden file', () => {
    const blocks = legal.map((one) => {
      const from = nearest(one);
      const title = `# ${one.method}, ${one.tuner}, ${one.name}, from ${from?.method}, ${from?.tuner}, ${from?.name}`;
      return [title, ...lineDifferences(one.text, from?.text ?? '')].join('\n');
    });
    expectGolden('training/differences.txt', `${blocks.join('\n\n')}\n`);
  });
});
