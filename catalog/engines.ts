/**
 * Inference engines: the port that each listens on by default and its health path.
 * Sources: vLLM docs "OpenAI-compatible server" (v0.27), SGLang docs "Server arguments" (v0.5), LMDeploy docs
 * "OpenAI-compatible server" (v0.16); as of 2026-11.
 */
export const engines = {
  vllm: { port: 8000, healthPath: '/health' },
  sglang: { port: 30000, healthPath: '/health' },
  lmdeploy: { port: 23333, healthPath: '/health' },
} as const;

export type Engine = keyof typeof engines;
