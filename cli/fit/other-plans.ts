import type { TrainingFit } from '../../planner/fit/training-fit';

/** Why a plan that was looked at is not the one that is taken: what fits worse, is slower, or is not worth its trouble. */
export function whyNot(other: TrainingFit, taken: TrainingFit): string {
  if (other.verdict === 'tight' && taken.verdict === 'fits') return 'tight';
  const gain = other.speed.tokensPerSecond / taken.speed.tokensPerSecond - 1;
  if (gain <= -0.02) return `${Math.round(-gain * 100)} % slower`;
  if (gain < 0.02) return 'as fast, and less simple';
  return `${Math.round(gain * 100)} % faster, and another program with other checkpoints`;
}

/** What is missing, of the GPU or of the host. */
export function whyTooLarge({ memory, usableGib, hostGib }: TrainingFit): string {
  if (memory.host > hostGib) return `${memory.host.toFixed(0)} of ${hostGib.toFixed(0)} GiB of each node`;
  return `${(memory.allocated + memory.parts.context).toFixed(1)} of ${usableGib.toFixed(1)} GiB`;
}
