// Loaded into `ninefold` before everything else. Counts what changes files, and kills the process at one of them:
// KILL_AT names its number, from 0 on; a text that is being written is written by half. Without it, COUNT_INTO names a
// file for the number of all.
const fs = require('node:fs');

const changes = [
  'writeFileSync',
  'renameSync',
  'mkdirSync',
  'mkdtempSync',
  'rmSync',
  'rmdirSync',
  'linkSync',
  'copyFileSync',
  'appendFileSync',
];
const { KILL_AT: at, COUNT_INTO: counts } = process.env;
const writeFile = fs.writeFileSync;
let count = 0;

if (process.argv[1]?.endsWith('ninefold.js')) {
  for (const name of changes) {
    const original = fs[name];
    fs[name] = (...args) => {
      if (String(count++) !== at) return original(...args);
      if (name === 'writeFileSync' && typeof args[1] === 'string') {
        writeFile(args[0], args[1].slice(0, args[1].length / 2), args[2]);
      }
      process.kill(process.pid, 'SIGKILL');
      // The signal is there before the next instruction; nothing else may happen until then.
      for (;;);
    };
  }
  if (counts !== undefined) process.on('exit', () => writeFile(counts, String(count)));
}
