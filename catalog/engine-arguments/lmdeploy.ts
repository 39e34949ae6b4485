import { argumentsOf, words } from './argument-kind';

/** Of `lmdeploy serve api_server`. */
export const lmdeployArguments = argumentsOf({
  flag: words(`
    --allow-credentials --allow-terminate-by-client --disable-fastapi-docs --disable-metrics --eager-mode
    --enable-eplb --enable-microbatch --enable-prefix-caching --ssl
  `),
  integer: words(`
    --cache-block-seq-len --cp --dp --ep --max-batch-size --max-concurrent-requests --max-log-len
    --max-prefill-iters --max-prefill-token-num --nnodes --node-rank --num-tokens-per-iter --server-port
    --session-len --tp --vision-max-batch-size
  `),
  number: words(`
    --cache-max-entry-count --rope-scaling-factor
  `),
  text: words(`
    --adapters --allow-headers --allow-methods --allow-origins --api-keys --backend --chat-template --communicator
    --device --dist-init-addr --distributed-executor-backend --download-dir --dtype --log-level
    --migration-backend --model-format --model-name --proxy-url --quant-policy --reasoning-parser --revision
    --role --server-name --tool-call-parser
  `),
});
