/** Address of the first node of a replica. Source: LeaderWorkerSet documentation, "Labels, annotations and environment variables". */
export const leaderAddress = '$(LWS_LEADER_ADDRESS)';

/** Which node of a replica a pod is, for engines that find each other: all name these arguments alike. */
export function nodeArguments(role: 'leader' | 'worker'): string[] {
  return ['--nnodes', '$(LWS_GROUP_SIZE)', '--node-rank', role === 'leader' ? '0' : '$(LWS_WORKER_INDEX)'];
}

/** The same with the address of the first one: SGLang and LMDeploy name it alike, and differ in its port. */
export function groupArguments(role: 'leader' | 'worker', port: number): string[] {
  return [...nodeArguments(role), '--dist-init-addr', `${leaderAddress}:${port}`];
}
