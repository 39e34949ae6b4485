// Loaded into `ninefold` before everything else. Counts what changes files, and kills the process at one of them:
// KILL_AT names its number, from 0 on; a text that is being written is written by half. END_AT does the same with a
// signal that a process can answer, right after the change. Without either, COUNT_INTO names a file for the number of
// all.
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
const { KILL_AT: at, END_AT: end, COUNT_INTO: counts } = process.env;
const writeFile = fs.writeFileSync;
let count = 0;

if (process.argv[1]?.endsWith('ninefold.js')) {
  for (const name of changes) {
    const original = fs[name];
    fs[name] = (...args) => {
      const number = String(count++);
      if (number !== at) {
        try {
          return original(...args);
        } finally {
          // Also after a change that was refused: a folder is found not to be empty in that way.
          if (number === end) process.kill(process.pid, 'SIGTERM');
        }
      }
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
