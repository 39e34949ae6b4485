/** HTTP port of ms-swift's rollout server. */
export const rolloutPort = 8000;

/** First port of the group in which it gets new weights. Source: ms-swift 4.4, `rlhf_trainers/vllm_client.py`. */
export const rolloutWeightsPort = 51216;
