/** What happens at a time, in seconds since the start of the drill. */
type Action = (now: number) => void;

interface Entry {
  readonly at: number;
  /** Things of the same time happen in the order in which they were planned. */
  readonly order: number;
  readonly action: Action;
}

/** Events in the order of their time. */
export interface EventQueue {
  /** Plans an action. */
  readonly plan: (at: number, action: Action) => void;
  /** Plans an action at `first`, and again every `interval` seconds. */
  readonly repeat: (first: number, interval: number, action: Action) => void;
  /** Lets everything happen that is planned before `end`. */
  readonly run: (end: number) => void;
}

export function eventQueue(): EventQueue {
  const heap: Entry[] = [];
  let order = 0;
  const plan = (at: number, action: Action): void => {
    push(heap, { at, order: order++, action });
  };
  const repeat = (first: number, interval: number, action: Action): void => {
    plan(first, function again(now) {
      action(now);
      plan(now + interval, again);
    });
  };
  const run = (end: number): void => {
    for (let next = heap[0]; next !== undefined && next.at < end; next = heap[0]) {
      pop(heap);
      next.action(next.at);
    }
  };
  return { plan, repeat, run };
}

function isBefore(a: Entry, b: Entry): boolean {
  return a.at < b.at || (a.at === b.at && a.order < b.order);
}

function push(heap: Entry[], entry: Entry): void {
  let index = heap.length;
  heap.push(entry);
  while (index > 0) {
    const above = (index - 1) >> 1;
    const parent = heap[above];
    if (parent === undefined || isBefore(parent, entry)) break;
    heap[index] = parent;
    index = above;
  }
  heap[index] = entry;
}

function pop(heap: Entry[]): void {
  const last = heap.pop();
  if (last === undefined || heap.length === 0) return;
  let index = 0;
  for (;;) {
    let below = 2 * index + 1;
    const [left, right] = [heap[below], heap[below + 1]];
    let child = left;
    if (right !== undefined && left !== undefined && isBefore(right, left)) {
      child = right;
      below++;
    }
    if (child === undefined || !isBefore(child, last)) break;
    heap[index] = child;
    index = below;
  }
  heap[index] = last;
}
