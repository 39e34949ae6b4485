import { type Browser, chromium } from 'playwright-core';
import { debianTool } from './debian-tools';

/** Debian's Chromium without a window, and without what it would ask Google for by itself. */
export function launchChromium(): Promise<Browser> {
  return chromium.launch({
    executablePath: debianTool('chromium'),
    args: [
      '--no-sandbox',
      '--disable-gpu',
      '--disable-quic',
      '--no-first-run',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
    ],
  });
}
