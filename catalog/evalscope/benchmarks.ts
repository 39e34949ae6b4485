import type { Dated } from '../table';

export const evalScopeAsOf: Dated = {
  asOf: '2026-11-27',
  source: 'modelscope/evalscope, docs/en/get_started/supported_dataset/llm.md',
};

/** Text benchmarks of EvalScope's own backend. */
export const benchmarks: readonly string[] = `
  aa_lcr aime24 aime25 alpaca_eval amc anat_em arc arena_hard bbh bc2gm bc4chemd bc5cdr biomix_qa broad_twitter_corpus
  ceval chinese_simpleqa cmmlu coin_flip commonsense_qa competition_math conll2003 conllpp copious cross_ner docmath
  drivel_binary drivel_multilabel drivel_selection drivel_writing drop eq_bench fin_ner frames genia_ner gpqa_diamond
  gsm8k halueval harvey_ner health_bench hellaswag hle humaneval ifbench ifeval iquiz jnlpba jnlpba_rare live_code_bench
  logi_qa maritime_bench math_500 math_qa mbpp med_mcqa mgsm minerva_math mit_movie_trivia mit_restaurant mmlu mmlu_pro
  mmlu_redux mri_mcqa multi_if multi_nerd multiple_humaneval multiple_mbpp music_trivia musr ncbi needle_haystack
  ontonotes5 openai_mrcr piqa poly_math process_bench pubmedqa qasc race scicode sciq simple_qa siqa super_gpqa
  swe_bench_lite swe_bench_verified swe_bench_verified_mini trivia_qa truthful_qa tweebank_ner tweet_ner_7 winogrande
  wmt24pp wnut2017 zebralogicbench
`
  .trim()
  .split(/\s+/);

/** Benchmarks whose answers another model judges; they need its address. */
export const judgedBenchmarks: readonly string[] = ['aa_lcr', 'alpaca_eval', 'arena_hard'];
