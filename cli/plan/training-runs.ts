import type { TrainingPlan } from '../../planner/environment/training-plan';

/** When a job runs, in words. @param home region whose cluster starts runs by itself */
export function runText(run: TrainingPlan['run'], home: string): string {
  switch (run.on) {
    case 'submit':
      return 'on submission';
    case 'deploy':
      return `at deployment, in ${home}`;
    case 'schedule':
      return `${run.cron} UTC, in ${home}`;
  }
}
