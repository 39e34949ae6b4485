import { argumentsOf, words } from './argument-kind';

/** Of `sglang.launch_server`. */
export const sglangArguments = argumentsOf({
  flag: words(`
    --abort-on-priority-when-disabled --allow-auto-truncate --checkpoint-engine-wait-weights-before-ready
    --collect-tokens-histogram --constrained-json-disable-any-whitespace --delete-ckpt-after-loading
    --disable-chunked-prefix-cache --disable-cuda-graph --disable-cuda-graph-padding --disable-custom-all-reduce
    --disable-fast-image-processor --disable-flashinfer-autotune --disable-flashinfer-cutlass-moe-fp4-allgather
    --disable-hybrid-swa-memory --disable-outlines-disk-cache --disable-overlap-schedule
    --disable-piecewise-cuda-graph --disable-radix-cache --disable-shared-experts-fusion
    --disable-tokenizer-batch-decode --disaggregation-decode-enable-offload-kvcache --elastic-ep-rejoin
    --enable-aiter-allreduce-fusion --enable-attn-tp-input-scattered --enable-broadcast-mm-inputs-process
    --enable-cache-report --enable-cudagraph-gc --enable-custom-logit-processor --enable-deepep-moe
    --enable-deepep-waterfill --enable-deterministic-inference --enable-dp-attention --enable-dp-lm-head
    --enable-draft-weights-cpu-backup --enable-dsa-prefill-context-parallel --enable-dynamic-batch-tokenizer
    --enable-dynamic-chunking --enable-elastic-expert-backup --enable-ep-moe --enable-eplb
    --enable-expert-distribution-metrics --enable-flashinfer-allreduce-fusion --enable-flashinfer-cutedsl-moe
    --enable-flashinfer-cutlass-moe --enable-flashinfer-mxfp4-moe --enable-flashinfer-trtllm-moe
    --enable-fp32-lm-head --enable-fused-grouped-gemm-combine --enable-fused-qk-norm-rope
    --enable-hierarchical-cache --enable-layerwise-nvtx-marker --enable-lmcache --enable-lora
    --enable-lora-overlap-loading --enable-memory-saver --enable-metrics --enable-metrics-for-all-schedulers
    --enable-mfu-metrics --enable-mixed-chunk --enable-mm-global-cache --enable-mscclpp --enable-multi-layer-eagle
    --enable-multimodal --enable-nan-detection --enable-nccl-nvls --enable-nsa-prefill-context-parallel
    --enable-p2p-check --enable-pdmux --enable-precise-embedding-interpolation --enable-prefill-delayer
    --enable-prefix-mm-cache --enable-priority-scheduling --enable-profile-cuda-graph
    --enable-quant-communications --enable-request-time-stats-logging --enable-return-hidden-states
    --enable-return-routed-experts --enable-single-batch-overlap --enable-symm-mem --enable-tokenizer-batch-encode
    --enable-torch-compile --enable-torch-compile-debug-mode --enable-torch-symm-mem --enable-trace
    --enable-triton-kernel-moe --enable-two-batch-overlap --enable-weights-cpu-backup --encoder-only
    --enforce-piecewise-cuda-graph --export-metrics-to-file --flashinfer-mla-disable-ragged --grpc-mode
    --incremental-streaming-output --is-embedding --keep-mm-feature-on-device --language-only --log-requests
    --mm-enable-dp-encoder --prefill-round-robin-balance --quantize-and-serve
    --remote-instance-weight-loader-start-seed-via-transfer-engine --schedule-low-priority-values-first
    --show-time-cost --skip-server-warmup --skip-tokenizer-init --sleep-on-idle --triton-attention-reduce-in-fp32
    --trust-remote-code --weight-loader-disable-mmap --weight-loader-prefetch-checkpoints
  `),
  integer: words(`
    --attention-context-parallel-size --attn-cp-size --base-gpu-id --chunked-prefill-size --context-length
    --cpu-offload-gb --cuda-graph-max-bs --data-parallel-size --decode-log-interval
    --disaggregation-bootstrap-port --disaggregation-decode-polling-interval --dist-timeout --dp --dp-size
    --dynamic-batch-tokenizer-batch-size --ep --ep-num-redundant-experts --ep-size
    --eplb-rebalance-layers-per-chunk --eplb-rebalance-num-iterations --expert-distribution-recorder-buffer-size
    --expert-parallel-size --gpu-id-step --hicache-size --kt-cpuinfer --kt-max-deferred-experts-per-token
    --kt-num-gpu-experts --kt-threadpool-count --log-requests-level --mamba-track-interval --max-loaded-loras
    --max-lora-chunk-size --max-lora-rank --max-loras-per-batch --max-mamba-cache-size --max-prefill-tokens
    --max-queued-requests --max-running-requests --max-total-tokens --mm-max-concurrent-calls
    --mm-per-request-timeout --moe-data-parallel-size --moe-dense-tp-size --moe-dp-size
    --multi-item-scoring-delimiter --nccl-port --nnodes --node-rank --num-continuous-decode-steps
    --num-reserved-decode-tokens --offload-group-size --offload-num-in-group --offload-prefetch-step --page-size
    --piecewise-cuda-graph-max-tokens --pipeline-parallel-size --port --pp-async-batch-depth
    --pp-max-micro-batch-size --pp-size --prefill-delayer-max-delay-passes --prefill-max-requests
    --priority-scheduling-preemption-threshold --random-seed
    --remote-instance-weight-loader-seed-instance-service-port --scheduler-recv-interval --sm-group-num
    --speculative-eagle-topk --speculative-ngram-capacity --speculative-ngram-max-bfs-breadth
    --speculative-ngram-max-trie-depth --speculative-ngram-min-bfs-breadth --speculative-num-draft-tokens
    --speculative-num-steps --stream-interval --tensor-parallel-size --tokenizer-worker-num --torch-compile-max-bs
    --tp --tp-size --triton-attention-num-kv-splits --triton-attention-split-tile-size
    --weight-loader-prefetch-num-threads
  `),
  number: words(`
    --dynamic-batch-tokenizer-batch-timeout --eplb-min-rebalancing-utilization-threshold
    --gc-warning-threshold-secs --hicache-ratio --hybrid-kvcache-ratio --load-watch-interval
    --lora-drain-wait-threshold --mamba-full-memory-ratio --mem-fraction-static --prefill-delayer-max-delay-ms
    --prefill-delayer-queue-min-ratio --prefill-delayer-token-usage-low-watermark --schedule-conservativeness
    --soft-watchdog-timeout --speculative-accept-threshold-acc --speculative-accept-threshold-single
    --swa-full-tokens-ratio --tbo-token-distribution-threshold --watchdog-timeout
  `),
  text: words(`
    --admin-api-key --api-key --attention-backend --bucket-e2e-request-latency --bucket-inter-token-latency
    --bucket-time-to-first-token --chat-template --completion-template --config
    --constrained-json-whitespace-pattern --crash-dump-folder --crash-on-nan --cuda-graph-bs
    --custom-sigquit-handler --custom-weight-loader --debug-tensor-dump-inject --debug-tensor-dump-input-file
    --debug-tensor-dump-layers --debug-tensor-dump-output-folder --decode-attention-backend
    --decrypted-config-file --decrypted-draft-config-file --deepep-config --deepep-dispatcher-output-dtype
    --deepep-mode --device --disaggregation-ib-device --disaggregation-mode --disaggregation-transfer-backend
    --dist-init-addr --dllm-algorithm --dllm-algorithm-config --download-dir --dsa-decode-backend
    --dsa-prefill-backend --dsa-prefill-cp-mode --dtype --elastic-ep-backend --encoder-transfer-backend
    --encoder-urls --ep-dispatch-algorithm --eplb-algorithm --expert-distribution-recorder-mode
    --export-metrics-to-file-dir --fastapi-root-path --file-storage-path --flashinfer-mxfp4-moe-precision
    --forward-hooks --fp4-gemm-backend --fp8-gemm-backend --generation-tokens-buckets --grammar-backend
    --hf-chat-template-name --hicache-io-backend --hicache-mem-layout --hicache-storage-backend
    --hicache-storage-backend-extra-config --hicache-storage-prefetch-policy --hicache-write-policy
    --hierarchical-sparse-attention-extra-config --host --init-expert-location --json-model-override-args
    --kt-method --kt-weight-path --kv-cache-dtype --kv-events-config --limit-mm-data-per-request
    --load-balance-method --load-format --log-level --log-level-http --log-requests-format --log-requests-target
    --lora-backend --lora-eviction-policy --lora-paths --lora-target-modules --mamba-scheduler-strategy
    --mamba-ssm-dtype --mm-attention-backend --mm-process-config --model --model-checksum --model-impl
    --model-loader-extra-config --model-path --modelopt-checkpoint-restore-path --modelopt-checkpoint-save-path
    --modelopt-export-path --modelopt-quant --moe-a2a-backend --moe-runner-backend --mooncake-ib-device
    --msprobe-dump-config --nccl-init-addr --nsa-decode --nsa-decode-backend --nsa-prefill --nsa-prefill-backend
    --nsa-prefill-cp-mode --numa-node --offload-mode --otlp-traces-endpoint --pdmux-config-path
    --piecewise-cuda-graph-compiler --piecewise-cuda-graph-tokens --preferred-sampling-params
    --prefill-attention-backend --prefill-delayer-forward-passes-buckets --prefill-delayer-wait-seconds-buckets
    --prompt-tokens-buckets --quantization --quantization-param-path --radix-eviction-policy --reasoning-parser
    --remote-instance-weight-loader-backend --remote-instance-weight-loader-seed-instance-ip
    --remote-instance-weight-loader-send-weights-group-ports --revision --rl-on-policy-target --rl-quant-profile
    --sampling-backend --sampling-defaults --schedule-policy --served-model-name --speculative-algorithm
    --speculative-attention-mode --speculative-draft-attention-backend --speculative-draft-load-format
    --speculative-draft-model --speculative-draft-model-path --speculative-draft-model-quantization
    --speculative-draft-model-revision --speculative-moe-a2a-backend --speculative-moe-runner-backend
    --speculative-ngram-match-type --speculative-token-map --tokenizer-backend
    --tokenizer-metrics-allowed-custom-labels --tokenizer-metrics-custom-labels-header --tokenizer-mode
    --tokenizer-path --tool-call-parser --tool-server --torchao-config --uvicorn-access-log-exclude-prefixes
    --warmups --weight-version
  `),
});
