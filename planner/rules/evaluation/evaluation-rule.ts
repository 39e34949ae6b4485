import type { Path, Violation } from '../../../schemas/finding';
import type { Evaluation } from '../../../schemas/project';
import type { EvaluationPlan } from '../../environment/evaluation-plan';
import type { AskedBenchmarks } from '../../training/command/render-evaluation';
import { type PlacedProblem, violationsAt } from '../placed-problem';
import type { Subject } from '../rule';

/** What is asked of a result, before it is promoted, or of a service or a model. */
interface Asked {
  /** Name of the job or of the evaluation. */
  readonly name: string;
  readonly asked: AskedBenchmarks;
}

/** Judges what every evaluation asks: those after trainings, and those of the list. */
export function checkBenchmarks(
  { project }: Subject,
  problemsOf: (one: Asked) => readonly PlacedProblem[],
): Violation[] {
  const placed: (Asked & { readonly place: Path })[] = [
    ...project.training.flatMap(({ name, evaluate }, index) =>
      evaluate === undefined ? [] : [{ name, asked: evaluate, place: ['training', index, 'evaluate'] }],
    ),
    ...project.evaluation.map((asked, index) => ({ name: asked.name, asked, place: ['evaluation', index] })),
  ];
  return placed.flatMap(({ place, ...one }) => violationsAt(place, [], problemsOf(one)));
}

/** Judges every evaluation of the list. @param problemsOf one and what it resolves to */
export function checkEvaluations(
  { project, environment }: Subject,
  problemsOf: (evaluation: Evaluation, plan: EvaluationPlan) => readonly PlacedProblem[],
  involves: (evaluation: Evaluation) => readonly Path[] = () => [],
): Violation[] {
  return project.evaluation.flatMap((evaluation, index) => {
    const plan = environment.evaluation[index];
    return plan === undefined
      ? []
      : violationsAt(['evaluation', index], involves(evaluation), problemsOf(evaluation, plan));
  });
}
