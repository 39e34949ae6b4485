import { Workplace } from '../../support/cli';

const place = new Workplace();
afterAll(() => place.remove());

const ask = (...args: string[]) => place.run(['fit', ...args]);

describe('ninefold fit', () => {
  it('says of a job whether it fits, by which plan, how fast and for how much', () => {
    const { status, stdout } = ask('--model', 'Qwen/Qwen2.5-7B', '--gpu', 'A10G', '--tuner', 'qlora', '--steps', '100');
    expect(status).toBe(0);
    expect(stdout).toMatch(/^fits: DDP on 1 GPU, 1 × g5\.xlarge\nGPU {4}\[w+l?a+c+\.*\] [\d.]+ of 22\.0 GiB, up to /);
    expect(stdout).toMatch(/^speed {2}.* tokens\/s, \d+ % of the peak, layers computed twice$/m);
    expect(stdout).toMatch(/^cost {3}.* GPU hours, \$[\d.]+ at on-demand prices for 100 steps$/m);
    expect(stdout).toMatch(/^search \d+ of \d+ plans fit, the fastest is taken$/m);
  });

  it('says the same to programs, with the reason of every plan that was not taken', () => {
    const { status, stdout } = ask(
      ...['--model', 'Qwen/Qwen2.5-72B', '--instance-type', 'g5.48xlarge', '--tuner', 'lora', '--format', 'json'],
    );
    expect(status).toBe(0);
    const report = JSON.parse(stdout);
    expect(report).toMatchObject({
      verdict: 'fits',
      plan: 'ZeRO-3 with optimizer and parameters in host memory',
      gpus: 8,
      cost: { of: 'billion tokens' },
    });
    // 72.7 billion weights of 2 bytes, and half as much again for buffers.
    expect(report.host.neededGib).toBeGreaterThan(203);
    expect(report.host.neededGib).toBeLessThan(210);
    for (const { reason } of [...report.runnersUp, ...report.tooLarge]) expect(reason).not.toBe('');
    expect(report.tooLarge.map(({ plan }: { plan: string }) => plan)).toContain('DDP');
  });

  it('checks a plan that is named, and names the smallest changes after which it would fit', () => {
    const { status, stdout } = ask(
      ...['--model', 'Qwen/Qwen2.5-14B', '--instance-type', 'p4d.24xlarge', '--tuner', 'full', '--strategy', 'zero2'],
    );
    expect(status).toBe(1);
    expect(stdout).toMatch(/^does not fit: ZeRO-2 on 8 GPUs/);
    expect(stdout).toMatch(/^fits {3}with ZeRO-2 → ZeRO-3/m);
    const offloaded = ask(
      ...['--model', 'Qwen/Qwen-14B', '--instance-type', 'p4d.24xlarge', '--gpus', '4', '--tuner', 'full'],
      ...['--strategy', 'zero3', '--offload', 'cpu', '--sequence-length', '2048'],
    );
    expect(offloaded).toMatchObject({ status: 0, stdout: expect.stringMatching(/^host {3}356\.2 of 979\.2 GiB/m) });
    const split = ask(
      ...['--model', 'Qwen/Qwen2.5-72B', '--instance-type', 'p5.48xlarge', '--nodes', '4', '--tuner', 'full'],
      ...['--strategy', 'megatron', '--tensor', '8', '--pipeline', '4'],
    );
    expect(split).toMatchObject({
      status: 0,
      stdout: expect.stringMatching(/^fits: Megatron, tensor 8, pipeline 4 on/),
    });
  });

  it('finds the degrees of Megatron where none is given, and says what helps without a plan', () => {
    const large = ['--model', 'Qwen/Qwen2.5-72B', '--instance-type', 'p5.48xlarge', '--tuner', 'full'];
    const found = ask(...large, '--nodes', '4', '--strategy', 'megatron');
    expect(found).toMatchObject({ status: 0, stdout: expect.stringMatching(/^fits: Megatron, tensor \d/) });
    const { status, stdout } = ask(...large, '--strategy', 'ddp');
    expect(status).toBe(1);
    expect(stdout).toMatch(/^fits {3}with DDP → /m);
    expect(stdout).not.toContain('parallelism: auto');
  });

  it('reads the shape of a model of one’s own', () => {
    place.write(
      'config.json',
      JSON.stringify({
        ...{ model_type: 'llama', num_hidden_layers: 32, hidden_size: 4096, intermediate_size: 14336 },
        ...{ num_attention_heads: 32, num_key_value_heads: 8, vocab_size: 128256, max_position_embeddings: 8192 },
      }),
    );
    const own = ask('--config', 'config.json', '--gpu', 'L4', '--tuner', 'qlora');
    const known = ask('--model', 'meta-llama/Llama-3.1-8B', '--gpu', 'L4', '--tuner', 'qlora');
    expect(own).toMatchObject({ status: 0, stdout: known.stdout });
  });

  it.each([
    ['no model', ['--gpu', 'L4'], /nothing says which model/],
    ['a model that is unknown', ['--model', 'Qwen/Qwen2.5-7b-bas', '--gpu', 'L4'], /the catalog has no model/],
    ['a model without its owner', ['--model', 'qwen2.5-7B', '--gpu', 'L4'], /did you mean "Qwen\/Qwen2\.5-7B"\?/],
    ['a file that is missing', ['--config', 'none.json', '--gpu', 'L4'], /none\.json does not exist/],
    ['no GPU', ['--model', 'Qwen/Qwen2.5-7B'], /nothing says which GPUs/],
    [
      'more GPUs than the instance type has',
      ['--model', 'Qwen/Qwen2.5-7B', '--instance-type', 'g5.xlarge', '--gpus', '8'],
      /g5\.xlarge has 1 GPU, and not 8\n {2}fix {2}use --nodes 8 --gpus 1, /,
    ],
    [
      'more GPUs than any instance type has',
      ['--model', 'Qwen/Qwen2.5-7B', '--gpu', 'H100', '--gpus', '16', '--nodes', '2'],
      /no instance type has 16 × H100\n {2}fix {2}use --nodes 4 --gpus 8/,
    ],
    [
      'degrees without a strategy',
      ['--model', 'Qwen/Qwen2.5-7B', '--gpu', 'L4', '--tensor', '2'],
      /belongs to a strategy/,
    ],
    [
      'offloading, which Megatron does not have',
      ['--model', 'Qwen/Qwen2.5-7B', '--gpu', 'H100', '--strategy', 'megatron', '--offload', 'cpu'],
      /megatron does not offload/,
    ],
    [
      'a method that Megatron does not have',
      ['--model', 'Qwen/Qwen2.5-7B', '--gpu', 'H100', '--method', 'orpo', '--strategy', 'megatron'],
      /no plan can run that: Megatron-SWIFT has no orpo/,
    ],
    [
      'experts that bitsandbytes cannot quantise',
      ['--model', 'Qwen/Qwen3-30B-A3B', '--gpu', 'A100', '--tuner', 'qlora'],
      /no plan can run that: bitsandbytes/,
    ],
  ])('refuses %s', (_what, args, message) => {
    const { status, stdout, stderr } = ask(...args);
    expect({ status, stdout }).toEqual({ status: 1, stdout: '' });
    expect(stderr).toMatch(message);
    expect(stderr).toMatch(/^ {2}fix /m);
  });
});
