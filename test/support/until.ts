import { setTimeout as sleep } from 'node:timers/promises';

/** How often it is looked. */
const everyMs = 20;

/** Waits until something holds; what throws does not hold yet. Fails after half a minute, or the given time. */
export async function until(holds: () => boolean | Promise<boolean>, what: string, withinMs = 30_000): Promise<void> {
  const deadline = Date.now() + withinMs;
  while (!(await holdsNow(holds))) {
    if (Date.now() > deadline) throw new Error(`waited in vain until ${what}`);
    await sleep(everyMs);
  }
}

async function holdsNow(holds: () => boolean | Promise<boolean>): Promise<boolean> {
  try {
    return await holds();
  } catch {
    return false;
  }
}
