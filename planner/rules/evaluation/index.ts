import type { Rule } from '../rule';
import { cron } from './cron';
import { crowdsOutUsers } from './crowds-out-users';
import { dispatched } from './dispatched';
import { doesNotFit } from './does-not-fit';
import { gateBenchmark } from './gate-benchmark';
import { judgedBenchmark } from './judged-benchmark';
import { nameTaken } from './name-taken';
import { regionAway } from './region-away';
import { serviceAsleep } from './service-asleep';
import { subject } from './subject';
import { unknownArchitecture } from './unknown-architecture';
import { unknownBenchmark } from './unknown-benchmark';

/** Benchmarks of services, of models, and of what trainings have made. */
export const evaluationRules: readonly Rule[] = [
  cron,
  crowdsOutUsers,
  dispatched,
  doesNotFit,
  gateBenchmark,
  judgedBenchmark,
  nameTaken,
  regionAway,
  serviceAsleep,
  subject,
  unknownArchitecture,
  unknownBenchmark,
];
