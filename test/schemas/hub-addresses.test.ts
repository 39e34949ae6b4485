import { hubAddresses } from '../../schemas/hub-addresses';

it.each([
  ['Qwen/Qwen3-32B', ['modelscope://Qwen/Qwen3-32B', 'hf://Qwen/Qwen3-32B']],
  ['https://huggingface.co/Qwen/Qwen3-32B/tree/main', ['hf://Qwen/Qwen3-32B']],
  ['hf.co/datasets/AI-MO/NuminaMath-TIR?row=3', ['hf://AI-MO/NuminaMath-TIR']],
  ['https://www.modelscope.cn/models/Qwen/Qwen3-32B/summary', ['modelscope://Qwen/Qwen3-32B']],
  ['https://huggingface.co/gpt2', []],
  ['hf://Qwen/Qwen3-32B', []],
  ['Qwen3-32B', []],
  ['4 minutes', []],
])('%s may mean %j', (text, addresses) => {
  expect(hubAddresses(text)).toEqual(addresses);
});
