import type { TerraformRun } from '../terraform/terraform';
import { errorsIn } from '../terraform/terraform-message';
import type { Candidate } from './candidates';

const nonExistent = /^Cannot import non-existent remote object/;

/** How providers say it themselves when the import already looks for the object. */
const notFound = /not ?found|no ?such|does not exist|there is no|couldn't find|empty result/i;

/** The candidates that a failed plan says do not exist; none if it failed for any other reason. */
export function missingIn({ messages }: TerraformRun, candidates: readonly Candidate[]): Candidate[] {
  const errors = errorsIn(messages);
  const found = errors.map(({ summary, detail, address }) => {
    const text = `${summary}\n${detail}`;
    const mentions = (candidate: Candidate) => address === candidate.address || text.includes(`"${candidate.address}"`);
    if (nonExistent.test(summary)) return candidates.filter(mentions);
    return notFound.test(text) ? candidates.filter((other) => mentions(other) || text.includes(other.id)) : [];
  });
  // An error that is about something else would come again with every plan.
  return found.some((missing) => missing.length === 0) ? [] : [...new Set(found.flat())];
}
