import { argumentsOf, words } from './argument-kind';

/** Of `vllm serve`: a switch `--x` has a `--no-x` beside it, and of one that takes JSON a key is set by `--x.key`. */
export const vllmArguments = argumentsOf({
  flag: words(`
    --aggregate-engine-logging --allow-credentials --async-scheduling --calculate-kv-scales
    --cohere-is-reasoning-model --data-parallel-hybrid-lb --disable-cascade-attn --disable-chunked-mm-input
    --disable-custom-all-reduce --disable-fastapi-docs --disable-hybrid-kv-cache-manager --disable-log-stats
    --disable-nccl-for-dp-synchronization --disable-sliding-window --disable-uvicorn-access-log
    --enable-auto-tool-choice --enable-chunked-prefill --enable-dbo --enable-eplb --enable-expert-parallel
    --enable-flash-late-interaction --enable-force-include-usage --enable-log-deltas --enable-log-outputs
    --enable-log-requests --enable-lora --enable-mm-embeds --enable-offline-docs --enable-per-request-metrics
    --enable-prefix-caching --enable-prompt-embeds --enable-prompt-tokens-details --enable-request-id-headers
    --enable-server-load-tracking --enable-sleep-mode --enable-ssl-refresh --enable-tokenizer-info-endpoint
    --enforce-eager --exclude-tools-when-tool-choice-none --fail-on-environ-validation --fully-sharded-loras
    --grpc --headless --interleave-mm-strings --kv-sharing-fast-prefill --log-error-stack --ray-workers-use-nsight
    --return-tokens-as-token-ids --skip-mm-profiling --skip-tokenizer-init --tokens-only --trust-remote-code
    --trust-request-chat-template --use-tqdm-on-load
  `),
  integer: words(`
    --api-server-count --block-size --data-parallel-rank --data-parallel-rpc-port --data-parallel-size
    --data-parallel-size-local --data-parallel-start-rank --data-parallel-supervisor-port
    --dbo-decode-token-threshold --dbo-prefill-token-threshold --decode-context-parallel-size
    --distributed-timeout-seconds --dp-supervisor-probe-failure-threshold --h11-max-header-count
    --h11-max-incomplete-event-size --long-prefill-token-threshold --mamba-block-size --master-port
    --max-cpu-loras --max-cudagraph-capture-size --max-log-len --max-logprobs --max-long-partial-prefills
    --max-lora-rank --max-loras --max-num-partial-prefills --max-num-seqs --max-parallel-loading-workers
    --mm-shm-cache-max-object-size-mb --nnodes --node-rank --num-gpu-blocks-override --pipeline-parallel-size
    --port --seed --shutdown-timeout --ssl-cert-reqs --tensor-parallel-size
  `),
  amount: words(`
    --kv-cache-memory-bytes --max-model-len --max-num-batched-tokens --max-num-scheduled-tokens
    --safetensors-prefetch-block-size
  `),
  number: words(`
    --cpu-offload-gb --dp-supervisor-probe-interval-s --dp-supervisor-probe-timeout-s --gpu-memory-utilization
    --mm-processor-cache-gb --rope-theta --swap-space --video-pruning-rate
  `),
  text: words(`
    --additional-config --all2all-backend --allowed-headers --allowed-local-media-path --allowed-media-domains
    --allowed-methods --allowed-origins --api-key --chat-template --chat-template-content-format --code-revision
    --cohere-format --collect-detailed-traces --compilation-config --config --config-format --convert
    --cudagraph-capture-sizes --data-parallel-address --data-parallel-backend --default-chat-template-kwargs
    --default-mm-loras --disable-access-log-for-endpoints --distributed-executor-backend --download-dir --dtype
    --eplb-config --expert-placement-strategy --fingerprint-mode --fingerprint-value --gdn-prefill-backend
    --generation-config --hf-config-path --hf-overrides --hf-token --host --ignore-patterns --io-processor-plugin
    --kda-prefill-backend --kv-cache-dtype --kv-events-config --kv-transfer-config --limit-mm-per-prompt
    --load-format --log-config-file --logits-processor-pattern --logits-processors --logprobs-mode --lora-dtype
    --lora-modules --mamba-cache-dtype --mamba-ssm-cache-dtype --master-addr --media-io-kwargs --middleware
    --mm-encoder-attn-backend --mm-encoder-tp-mode --mm-processor-cache-type --mm-processor-kwargs --model
    --model-impl --model-loader-extra-config --otlp-traces-endpoint --override-attention-dtype
    --override-generation-config --pooler-config --prefix-caching-hash-algo --pt-load-map-location --quantization
    --reasoning-parser --response-role --revision --root-path --rope-scaling --runner --safetensors-load-strategy
    --scheduler-cls --scheduling-policy --served-model-name --show-hidden-metrics-for-version --speculative-config
    --ssl-ca-certs --ssl-certfile --ssl-ciphers --ssl-keyfile --structured-outputs-config --tokenizer
    --tokenizer-mode --tokenizer-revision --tool-call-parser --tool-parser-plugin --tool-server --uds
    --uvicorn-log-level --worker-cls --worker-extension-cls
  `),
});
