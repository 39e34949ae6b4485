import { trainingPaths } from '../../environment/training-command';

const fileName = 'fsdp2.json';

export const fsdpArgument = `${trainingPaths.config}/${fileName}`;

/**
 * ms-swift's preset `fsdp2`, except that checkpoints hold whole weights: those of the preset are in parts that neither
 * an engine nor a later step can read.
 *
 * Source: ms-swift 4.4, `swift/config/fsdp2.json` and `sft_args.py` (`_check_fsdp2_compatibility`); transformers,
 * `Trainer.save_model` (weights are written with FULL_STATE_DICT only).
 */
export const fsdpFiles: Readonly<Record<string, string>> = {
  [fileName]: `${JSON.stringify(
    {
      fsdp: 'full_shard auto_wrap',
      fsdp_config: {
        fsdp_version: 2,
        reshard_after_forward: true,
        auto_wrap_policy: 'TRANSFORMER_BASED_WRAP',
        cpu_ram_efficient_loading: true,
        state_dict_type: 'FULL_STATE_DICT',
        activation_checkpointing: true,
      },
    },
    null,
    2,
  )}\n`,
};
