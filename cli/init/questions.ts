import type { Option } from '@clack/prompts';
import { type AnswerName, problemWith } from './answers';
import { type TemplateName, templates } from './template';

/** Answers that were given as flags; the rest is asked. */
export interface Given {
  readonly template?: TemplateName;
  readonly name?: string;
  readonly environment?: string;
  readonly owner?: string;
  readonly region?: readonly string[];
  readonly admin?: readonly string[];
  readonly zone?: string;
  readonly host?: string;
}

/** Asks on the terminal for what is missing. Undefined if the user gives up. */
export async function ask(given: Given, folderName: string): Promise<Given | undefined> {
  const { cancel, intro, isCancel, outro, select, text } = await import('@clack/prompts');
  const gaveUp = Symbol('gave up');

  const askText = async (
    name: AnswerName,
    message: string,
    initialValue: string,
    refusal: (answer: string) => string | undefined = () => undefined,
  ): Promise<string> => {
    const answer = await text({
      message,
      initialValue,
      validate: (value) => {
        const text = (value ?? '').trim();
        const problem = problemWith(name, text);
        return problem === undefined ? refusal(text) : `${problem.message}: ${problem.fix}`;
      },
    });
    if (isCancel(answer)) throw gaveUp;
    return answer.trim();
  };

  const askTemplate = async (): Promise<TemplateName> => {
    const options = Object.entries(templates).map(([value, { purpose }]) => ({ value, label: value, hint: purpose }));
    const answer = await select({ message: 'What is it for?', options: options as Option<TemplateName>[] });
    if (isCancel(answer)) throw gaveUp;
    return answer;
  };

  const askRegions = async (defaults: readonly string[]): Promise<string[]> => {
    const answer = await text({
      message: 'AWS regions, the primary first',
      initialValue: defaults.join(' '),
      validate: (value) => {
        const words = split(value);
        if (words.length === 0) return 'name at least one region';
        const problem = words.map((word) => problemWith('region', word)).find((found) => found !== undefined);
        return problem && `${problem.message}: ${problem.fix}`;
      },
    });
    if (isCancel(answer)) throw gaveUp;
    return split(answer);
  };

  intro('A first spec');
  try {
    const template = given.template ?? (await askTemplate());
    const name = given.name ?? (await askText('name', 'Name of the project', folderName));
    const environment = given.environment ?? (await askText('environment', 'Environment, such as dev or prod', 'dev'));
    const owner = given.owner ?? (await askText('owner', 'Team that answers for it', ''));
    const region = given.region ?? (await askRegions(templates[template].regions));
    const admin = given.admin ?? [await askText('admin', 'ARN of the IAM role that deploys and administers', '')];
    const answers = { ...given, template, name, environment, owner, region, admin };
    if (template !== 'serving') {
      outro();
      return answers;
    }
    const zone = given.zone ?? (await askText('zone', 'Public Route 53 zone, which must exist', ''));
    const host =
      given.host ??
      (await askText('host', 'Name that users call', `${name}.${zone}`, (answer) =>
        answer.endsWith(`.${zone}`) ? undefined : `${answer} is not a name in the zone ${zone}`,
      ));
    outro();
    return { ...answers, zone, host };
  } catch (error) {
    if (error !== gaveUp) throw error;
    cancel('Nothing was written.');
    return undefined;
  }
}

function split(text: string | undefined): string[] {
  return (text ?? '').split(/[\s,]+/).filter((word) => word !== '');
}
