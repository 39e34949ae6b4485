import type { Dated } from './table';

/** CPU architecture of an instance type, as EC2 names it. */
export type Arch = 'x86_64' | 'arm64';

export type AcceleratorVendor = 'nvidia' | 'amd' | 'aws';

/** Instance families that share a vCPU quota: `G` is "G and VT"; `Standard` is A, C, D, H, I, M, R, T and Z. */
export type QuotaFamily = 'Standard' | 'G' | 'P' | 'Trn' | 'Inf';

export interface Accelerator {
  readonly vendor: AcceleratorVendor;
  /** Key of the table in `gpus.ts`. */
  readonly model: string;
  /** Accelerators in one instance. */
  readonly count: number;
  /** Size under which one accelerator is sold. */
  readonly memoryGiB: number;
  /** What a process can allocate on one accelerator, which is what fits are computed with; see `accelerators` below. */
  readonly usableMemoryGiB: number;
  /** Bandwidth of its memory, in TB/s. Absent for accelerators that Ninefold plans no work on. */
  readonly memoryTBps?: number;
  /** What GPUs of one instance talk over: NVLink, or the PCIe bus. Not meant for accelerators of AWS. */
  readonly link: 'nvlink' | 'pcie';
}

/** One EC2 instance type. */
export interface InstanceType {
  /** @example 'g5.12xlarge' */
  readonly name: string;
  /** The part before the dot. @example 'g5' */
  readonly family: string;
  readonly arch: Arch;
  readonly vcpus: number;
  readonly memoryGiB: number;
  readonly accelerator?: Accelerator;
  /** Baseline bandwidth of the whole instance; small sizes burst above it. */
  readonly networkGbps: number;
  /** Most EFA interfaces that the instance takes; 0 if it has no EFA. */
  readonly efaInterfaces: number;
  /** Network cards. Card 0 takes an EFA interface if and only if `efaInterfaces` equals this number. */
  readonly networkCards: number;
  /** Local NVMe instance store in total; 0 if there is none. */
  readonly nvmeGB: number;
  /** List price for Linux in us-east-1; absent where the type is not sold on demand there. */
  readonly onDemandUsdPerHour?: number;
  /** No AMI that EKS publishes drives the accelerator. */
  readonly needsCustomAmi?: true;
  readonly quotaFamily: QuotaFamily;
}

export const instanceTypesAsOf: Dated = {
  asOf: '2026-07-20',
  source:
    'Generated instance-type, bandwidth, VPC-limit and pricing tables of Karpenter 1.14.1 for AWS; Amazon EC2 User Guide, "Elastic network interfaces" (network cards); Amazon EC2 instance type pages (CPU families, memory of Inferentia and Trainium)',
};

/**
 * Accelerators by memory variant.
 *
 * `memoryGiB` is the size on the data sheet, not the one that EC2 reports: EC2 gives 24 GB cards as 22.4 GiB (24e9
 * bytes) and 80 GB ones as 80 GiB. B300 is the exception, because data sheets disagree; its value is EC2's.
 *
 * `usableMemoryGiB` is the capacity that PyTorch finds ("GPU 0 has a total capacity of …"), the lowest value commonly
 * reported with drivers 535 to 580, rounded down to 0.1. It is less than `nvidia-smi` shows (L4: 23034 MiB or 22.49
 * GiB), because the driver keeps a part. T4G stands for the T4, which shows the same 15360 MiB. Where nothing is
 * published (RTX PRO 4500, V520, Inferentia, Trainium) it is the size in units of 1e9 bytes less 2 per cent.
 *
 * `memoryTBps` is the data sheet's; of RTX PRO 4500, 2.45 times that of L4, as AWS announced G7 against G6.
 */
const accelerators = {
  T4: { vendor: 'nvidia', model: 'T4', memoryGiB: 16, usableMemoryGiB: 14.5, memoryTBps: 0.32 },
  T4G: { vendor: 'nvidia', model: 'T4G', memoryGiB: 16, usableMemoryGiB: 14.5, memoryTBps: 0.32 },
  V100: { vendor: 'nvidia', model: 'V100', memoryGiB: 32, usableMemoryGiB: 31.7, memoryTBps: 0.9 },
  A10G: { vendor: 'nvidia', model: 'A10G', memoryGiB: 24, usableMemoryGiB: 22, memoryTBps: 0.6 },
  'A100 40': { vendor: 'nvidia', model: 'A100', memoryGiB: 40, usableMemoryGiB: 39.3, memoryTBps: 1.555 },
  'A100 80': { vendor: 'nvidia', model: 'A100', memoryGiB: 80, usableMemoryGiB: 79.1, memoryTBps: 2.039 },
  L4: { vendor: 'nvidia', model: 'L4', memoryGiB: 24, usableMemoryGiB: 22, memoryTBps: 0.3 },
  L40S: { vendor: 'nvidia', model: 'L40S', memoryGiB: 48, usableMemoryGiB: 44.3, memoryTBps: 0.864 },
  H100: { vendor: 'nvidia', model: 'H100', memoryGiB: 80, usableMemoryGiB: 79.1, memoryTBps: 3.35 },
  H200: { vendor: 'nvidia', model: 'H200', memoryGiB: 141, usableMemoryGiB: 139.7, memoryTBps: 4.8 },
  B200: { vendor: 'nvidia', model: 'B200', memoryGiB: 180, usableMemoryGiB: 178.3, memoryTBps: 8 },
  B300: { vendor: 'nvidia', model: 'B300', memoryGiB: 268.6, usableMemoryGiB: 267.6, memoryTBps: 8 },
  'RTX PRO 4500': { vendor: 'nvidia', model: 'RTX PRO 4500', memoryGiB: 32, usableMemoryGiB: 29.2, memoryTBps: 0.735 },
  'RTX PRO 6000': { vendor: 'nvidia', model: 'RTX PRO 6000', memoryGiB: 96, usableMemoryGiB: 94.5, memoryTBps: 1.597 },
  'Radeon Pro V520': { vendor: 'amd', model: 'Radeon Pro V520', memoryGiB: 8, usableMemoryGiB: 7.3 },
  Inferentia: { vendor: 'aws', model: 'Inferentia', memoryGiB: 8, usableMemoryGiB: 7.3 },
  Inferentia2: { vendor: 'aws', model: 'Inferentia2', memoryGiB: 32, usableMemoryGiB: 29.2 },
  Trainium: { vendor: 'aws', model: 'Trainium', memoryGiB: 32, usableMemoryGiB: 29.2 },
  Trainium2: { vendor: 'aws', model: 'Trainium2', memoryGiB: 96, usableMemoryGiB: 87.6 },
} as const satisfies Record<string, Omit<Accelerator, 'count' | 'link'>>;

/** Size, accelerators, vCPUs, memory GiB, baseline Gbps, EFA interfaces, network cards, NVMe GB, USD per hour. */
type AcceleratedSize = readonly [string, number, number, number, number, number, number, number, number | undefined];

interface AcceleratedFamily {
  readonly family: string;
  readonly arch: Arch;
  readonly quotaFamily: QuotaFamily;
  readonly accelerator: keyof typeof accelerators;
  readonly needsCustomAmi?: true;
  readonly sizes: readonly AcceleratedSize[];
}

/**
 * Left out are g6f and gr6f: EC2 reports zero GPUs for their fractions of an L4, which breaks the accounting of the
 * device plugin and of both autoscalers. g7 needs NVIDIA driver 595, and the EKS AMIs have 580
 * (amazon-eks-ami, doc/usage/g7-ami.md).
 */
const acceleratedFamilies: readonly AcceleratedFamily[] = [
  {
    family: 'g4dn',
    arch: 'x86_64',
    quotaFamily: 'G',
    accelerator: 'T4',
    sizes: [
      ['xlarge', 1, 4, 16, 5, 0, 1, 125, 0.526],
      ['2xlarge', 1, 8, 32, 10, 0, 1, 225, 0.752],
      ['4xlarge', 1, 16, 64, 20, 0, 1, 225, 1.204],
      ['8xlarge', 1, 32, 128, 50, 1, 1, 900, 2.176],
      ['12xlarge', 4, 48, 192, 50, 1, 1, 900, 3.912],
      ['16xlarge', 1, 64, 256, 50, 1, 1, 900, 4.352],
      ['metal', 8, 96, 384, 100, 1, 1, 1800, 7.824],
    ],
  },
  {
    family: 'g5',
    arch: 'x86_64',
    quotaFamily: 'G',
    accelerator: 'A10G',
    sizes: [
      ['xlarge', 1, 4, 16, 2.5, 0, 1, 250, 1.006],
      ['2xlarge', 1, 8, 32, 5, 0, 1, 450, 1.212],
      ['4xlarge', 1, 16, 64, 10, 0, 1, 600, 1.624],
      ['8xlarge', 1, 32, 128, 25, 1, 1, 900, 2.448],
      ['12xlarge', 4, 48, 192, 40, 1, 1, 3800, 5.672],
      ['16xlarge', 1, 64, 256, 25, 1, 1, 1900, 4.096],
      ['24xlarge', 4, 96, 384, 50, 1, 1, 3800, 8.144],
      ['48xlarge', 8, 192, 768, 100, 1, 1, 7600, 16.288],
    ],
  },
  {
    family: 'g5g',
    arch: 'arm64',
    quotaFamily: 'G',
    accelerator: 'T4G',
    sizes: [
      ['xlarge', 1, 4, 8, 1.25, 0, 1, 0, 0.42],
      ['2xlarge', 1, 8, 16, 2.5, 0, 1, 0, 0.556],
      ['4xlarge', 1, 16, 32, 5, 0, 1, 0, 0.828],
      ['8xlarge', 1, 32, 64, 12, 0, 1, 0, 1.372],
      ['16xlarge', 2, 64, 128, 25, 0, 1, 0, 2.744],
      ['metal', 2, 64, 128, 25, 0, 1, 0, 2.744],
    ],
  },
  {
    family: 'g6',
    arch: 'x86_64',
    quotaFamily: 'G',
    accelerator: 'L4',
    sizes: [
      ['xlarge', 1, 4, 16, 2.5, 0, 1, 250, 0.8048],
      ['2xlarge', 1, 8, 32, 5, 0, 1, 450, 0.9776],
      ['4xlarge', 1, 16, 64, 10, 0, 1, 600, 1.3232],
      ['8xlarge', 1, 32, 128, 25, 1, 1, 900, 2.0144],
      ['12xlarge', 4, 48, 192, 40, 1, 1, 3760, 4.6016],
      ['16xlarge', 1, 64, 256, 25, 1, 1, 1880, 3.3968],
      ['24xlarge', 4, 96, 384, 50, 1, 1, 3760, 6.6752],
      ['48xlarge', 8, 192, 768, 100, 1, 1, 7520, 13.3504],
    ],
  },
  {
    family: 'gr6',
    arch: 'x86_64',
    quotaFamily: 'G',
    accelerator: 'L4',
    sizes: [
      ['4xlarge', 1, 16, 128, 10, 0, 1, 600, 1.5392],
      ['8xlarge', 1, 32, 256, 25, 1, 1, 900, 2.4464],
    ],
  },
  {
    family: 'g6e',
    arch: 'x86_64',
    quotaFamily: 'G',
    accelerator: 'L40S',
    sizes: [
      ['xlarge', 1, 4, 32, 2.5, 0, 1, 250, 1.861],
      ['2xlarge', 1, 8, 64, 5, 0, 1, 450, 2.24208],
      ['4xlarge', 1, 16, 128, 20, 0, 1, 600, 3.00424],
      ['8xlarge', 1, 32, 256, 25, 1, 1, 900, 4.52856],
      ['12xlarge', 4, 48, 384, 100, 1, 1, 3800, 10.49264],
      ['16xlarge', 1, 64, 512, 35, 1, 1, 1900, 7.57719],
      ['24xlarge', 4, 96, 768, 200, 2, 2, 3800, 15.06559],
      ['48xlarge', 8, 192, 1536, 400, 4, 4, 7600, 30.13118],
    ],
  },
  {
    family: 'g7',
    arch: 'x86_64',
    quotaFamily: 'G',
    accelerator: 'RTX PRO 4500',
    needsCustomAmi: true,
    sizes: [
      ['2xlarge', 1, 8, 32, 60, 0, 1, 440, 2.52],
      ['4xlarge', 1, 16, 64, 60, 0, 1, 875, 3.04208],
      ['8xlarge', 1, 32, 128, 80, 1, 1, 930, 4.08624],
      ['12xlarge', 2, 48, 192, 175, 1, 1, 1900, 7.12832],
      ['24xlarge', 4, 96, 384, 350, 1, 1, 3800, 14.25664],
      ['48xlarge', 8, 192, 768, 700, 2, 2, 7600, 28.51328],
    ],
  },
  {
    family: 'g7e',
    arch: 'x86_64',
    quotaFamily: 'G',
    accelerator: 'RTX PRO 6000',
    sizes: [
      ['2xlarge', 1, 8, 64, 50, 0, 1, 1900, 3.36312],
      ['4xlarge', 1, 16, 128, 50, 0, 1, 1900, 3.99816],
      ['8xlarge', 1, 32, 256, 100, 1, 1, 1900, 5.26824],
      ['12xlarge', 2, 48, 512, 400, 1, 1, 3800, 8.28608],
      ['24xlarge', 4, 96, 1024, 800, 2, 2, 7600, 16.57216],
      ['48xlarge', 8, 192, 2048, 1600, 4, 4, 15200, 33.14432],
    ],
  },
  {
    family: 'g4ad',
    arch: 'x86_64',
    quotaFamily: 'G',
    accelerator: 'Radeon Pro V520',
    sizes: [
      ['xlarge', 1, 4, 16, 2, 0, 1, 150, 0.37853],
      ['2xlarge', 1, 8, 32, 4.167, 0, 1, 300, 0.54117],
      ['4xlarge', 1, 16, 64, 8.333, 0, 1, 600, 0.867],
      ['8xlarge', 2, 32, 128, 15, 0, 1, 1200, 1.734],
      ['16xlarge', 4, 64, 256, 25, 0, 1, 2400, 3.468],
    ],
  },
  {
    family: 'p3dn',
    arch: 'x86_64',
    quotaFamily: 'P',
    accelerator: 'V100',
    sizes: [['24xlarge', 8, 96, 768, 100, 1, 1, 1800, 31.212]],
  },
  {
    family: 'p4d',
    arch: 'x86_64',
    quotaFamily: 'P',
    accelerator: 'A100 40',
    sizes: [['24xlarge', 8, 96, 1152, 400, 4, 4, 8000, 21.957642]],
  },
  {
    family: 'p4de',
    arch: 'x86_64',
    quotaFamily: 'P',
    accelerator: 'A100 80',
    sizes: [['24xlarge', 8, 96, 1152, 400, 4, 4, 8000, 27.44705]],
  },
  {
    family: 'p5',
    arch: 'x86_64',
    quotaFamily: 'P',
    accelerator: 'H100',
    sizes: [
      ['4xlarge', 1, 16, 256, 100, 1, 1, 3800, 6.88],
      ['48xlarge', 8, 192, 2048, 3200, 32, 32, 30400, 55.04],
    ],
  },
  {
    family: 'p5e',
    arch: 'x86_64',
    quotaFamily: 'P',
    accelerator: 'H200',
    sizes: [['48xlarge', 8, 192, 2048, 3200, 32, 32, 30400, undefined]],
  },
  {
    family: 'p5en',
    arch: 'x86_64',
    quotaFamily: 'P',
    accelerator: 'H200',
    sizes: [['48xlarge', 8, 192, 2048, 3200, 16, 16, 30400, 63.296]],
  },
  {
    family: 'p6-b200',
    arch: 'x86_64',
    quotaFamily: 'P',
    accelerator: 'B200',
    sizes: [['48xlarge', 8, 192, 2048, 3200, 8, 8, 30400, 113.9328]],
  },
  {
    family: 'p6-b300',
    arch: 'x86_64',
    quotaFamily: 'P',
    accelerator: 'B300',
    sizes: [['48xlarge', 8, 192, 4096, 6400, 16, 17, 30400, 142.416]],
  },
  {
    family: 'inf1',
    arch: 'x86_64',
    quotaFamily: 'Inf',
    accelerator: 'Inferentia',
    sizes: [
      ['xlarge', 1, 4, 8, 5, 0, 1, 0, 0.228],
      ['2xlarge', 1, 8, 16, 5, 0, 1, 0, 0.362],
      ['6xlarge', 4, 24, 48, 25, 0, 1, 0, 1.18],
      ['24xlarge', 16, 96, 192, 100, 1, 1, 0, 4.721],
    ],
  },
  {
    family: 'inf2',
    arch: 'x86_64',
    quotaFamily: 'Inf',
    accelerator: 'Inferentia2',
    sizes: [
      ['xlarge', 1, 4, 16, 2.083, 0, 1, 0, 0.7582],
      ['8xlarge', 1, 32, 128, 16.667, 0, 1, 0, 1.96786],
      ['24xlarge', 6, 96, 384, 50, 0, 1, 0, 6.49063],
      ['48xlarge', 12, 192, 768, 100, 0, 1, 0, 12.98127],
    ],
  },
  {
    family: 'trn1',
    arch: 'x86_64',
    quotaFamily: 'Trn',
    accelerator: 'Trainium',
    sizes: [
      ['2xlarge', 1, 8, 32, 3.125, 0, 1, 474, 1.34375],
      ['32xlarge', 16, 128, 512, 800, 8, 8, 7600, 21.5],
    ],
  },
  {
    family: 'trn1n',
    arch: 'x86_64',
    quotaFamily: 'Trn',
    accelerator: 'Trainium',
    sizes: [['32xlarge', 16, 128, 512, 1600, 16, 16, 7600, 24.78]],
  },
  {
    family: 'trn2',
    arch: 'x86_64',
    quotaFamily: 'Trn',
    accelerator: 'Trainium2',
    sizes: [['48xlarge', 16, 192, 2048, 3200, 16, 16, 7600, undefined]],
  },
];

/** Sizes of the CPU families and their vCPUs. */
const cpuSizes = { large: 2, xlarge: 4, '2xlarge': 8, '4xlarge': 16 } as const;

type CpuSize = keyof typeof cpuSizes;

/** Baseline Gbps by size: of the sixth and seventh generation with Intel and AMD processors, and of Graviton3. */
const x86Network = { large: 0.781, xlarge: 1.562, '2xlarge': 3.125, '4xlarge': 6.25 } as const;
const graviton3Network = { large: 0.937, xlarge: 1.876, '2xlarge': 3.75, '4xlarge': 7.5 } as const;

interface CpuFamily {
  readonly family: string;
  readonly arch: Arch;
  readonly gibPerVcpu: number;
  /** Price of the size `large`; EC2 prices the sizes of a family by their vCPUs. */
  readonly largeUsdPerHour: number;
  readonly networkGbps: Readonly<Record<CpuSize, number>>;
}

/** Families for system pools; none of these sizes has EFA or instance store. */
const cpuFamilies: readonly CpuFamily[] = [
  { family: 'm6i', arch: 'x86_64', gibPerVcpu: 4, largeUsdPerHour: 0.096, networkGbps: x86Network },
  { family: 'm7i', arch: 'x86_64', gibPerVcpu: 4, largeUsdPerHour: 0.1008, networkGbps: x86Network },
  { family: 'm7g', arch: 'arm64', gibPerVcpu: 4, largeUsdPerHour: 0.0816, networkGbps: graviton3Network },
  { family: 'm6a', arch: 'x86_64', gibPerVcpu: 4, largeUsdPerHour: 0.0864, networkGbps: x86Network },
  { family: 'm7a', arch: 'x86_64', gibPerVcpu: 4, largeUsdPerHour: 0.11592, networkGbps: x86Network },
  { family: 'c7i', arch: 'x86_64', gibPerVcpu: 2, largeUsdPerHour: 0.08925, networkGbps: x86Network },
  { family: 'c6i', arch: 'x86_64', gibPerVcpu: 2, largeUsdPerHour: 0.085, networkGbps: x86Network },
  { family: 'c7g', arch: 'arm64', gibPerVcpu: 2, largeUsdPerHour: 0.0725, networkGbps: graviton3Network },
  { family: 'r7i', arch: 'x86_64', gibPerVcpu: 8, largeUsdPerHour: 0.1323, networkGbps: x86Network },
  { family: 'r6i', arch: 'x86_64', gibPerVcpu: 8, largeUsdPerHour: 0.126, networkGbps: x86Network },
  { family: 'r7g', arch: 'arm64', gibPerVcpu: 8, largeUsdPerHour: 0.1071, networkGbps: graviton3Network },
];

/** Every instance type that Ninefold knows: those with accelerators, then those for system pools. */
export const instanceTypes: readonly InstanceType[] = [
  ...acceleratedFamilies.flatMap(acceleratedTypes),
  ...cpuFamilies.flatMap(cpuTypes),
];

const byName = new Map(instanceTypes.map((type) => [type.name, type]));

/** The instance type of that name, or undefined if the catalog does not know it. */
export function findInstanceType(name: string): InstanceType | undefined {
  return byName.get(name);
}

function acceleratedTypes(row: AcceleratedFamily): InstanceType[] {
  return row.sizes.map(
    ([size, count, vcpus, memoryGiB, networkGbps, efaInterfaces, networkCards, nvmeGB, onDemandUsdPerHour]) => ({
      name: `${row.family}.${size}`,
      family: row.family,
      arch: row.arch,
      vcpus,
      memoryGiB,
      accelerator: { ...accelerators[row.accelerator], count, link: row.quotaFamily === 'P' ? 'nvlink' : 'pcie' },
      networkGbps,
      efaInterfaces,
      networkCards,
      nvmeGB,
      ...(onDemandUsdPerHour !== undefined && { onDemandUsdPerHour }),
      ...(row.needsCustomAmi && { needsCustomAmi: row.needsCustomAmi }),
      quotaFamily: row.quotaFamily,
    }),
  );
}

function cpuTypes(row: CpuFamily): InstanceType[] {
  return (Object.keys(cpuSizes) as CpuSize[]).map((size) => ({
    name: `${row.family}.${size}`,
    family: row.family,
    arch: row.arch,
    vcpus: cpuSizes[size],
    memoryGiB: cpuSizes[size] * row.gibPerVcpu,
    networkGbps: row.networkGbps[size],
    efaInterfaces: 0,
    networkCards: 1,
    nvmeGB: 0,
    onDemandUsdPerHour: roundPrice((row.largeUsdPerHour * cpuSizes[size]) / cpuSizes.large),
    quotaFamily: 'Standard',
  }));
}

// AWS quotes prices to five decimals; the product carries floating-point noise.
function roundPrice(usd: number): number {
  return Math.round(usd * 1e5) / 1e5;
}
