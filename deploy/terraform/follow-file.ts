import { closeSync, openSync, readSync } from 'node:fs';
import { StringDecoder } from 'node:string_decoder';

/** A file that another process is writing, read line by line. */
interface FollowedFile {
  /** Reads what has come in the meantime, and the last line even without a line break, and ends. */
  end(): void;
}

const pollMilliseconds = 100;

/** Calls back for every complete line of a file as it grows. */
export function followFile(path: string, onLine: (line: string) => void): FollowedFile {
  const file = openSync(path, 'r');
  const decoder = new StringDecoder('utf8');
  const buffer = Buffer.alloc(1 << 16);
  let rest = '';

  const read = (): void => {
    for (let size = readSync(file, buffer); size > 0; size = readSync(file, buffer)) {
      const lines = (rest + decoder.write(buffer.subarray(0, size))).split('\n');
      rest = lines.pop() ?? '';
      for (const line of lines) onLine(line);
    }
  };

  // Events about changes of files are not available on every file system.
  const timer = setInterval(read, pollMilliseconds);
  return {
    end: () => {
      clearInterval(timer);
      read();
      closeSync(file);
      if (rest !== '') onLine(rest);
    },
  };
}
