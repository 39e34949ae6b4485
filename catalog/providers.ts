import type { Dated } from './table';

export const providersAsOf: Dated = {
  asOf: '2026-11-24',
  source: 'Terraform Registry, hashicorp/aws and hashicorp/helm: releases and upgrade guides',
};

/** Versions of Terraform's providers that the output is written for. */
export const providerVersions = {
  /** The bindings pin the one release that they were generated from; Ninefold keeps to what both major versions accept. */
  aws: '>= 5.100.0, < 7.0.0',
  /** The provider block is written as an object, as the bindings do it. */
  helm: '>= 3.1.0, < 4.0.0',
} as const;
