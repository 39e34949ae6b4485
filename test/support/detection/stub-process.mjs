// Answers every request with its argument: an engine's metrics, or a region that is well. It is a process of its own, so
// that it can be killed and stopped as an engine can. A number as a message makes its answers come later, in ms.
import { createServer } from 'node:http';

const [, , body] = process.argv;
let delay = 0;
process.on('message', (milliseconds) => {
  delay = milliseconds;
});
process.on('disconnect', () => process.exit());
const server = createServer((_request, response) => setTimeout(() => response.end(body), delay));
server.listen(0, '127.0.0.1', () => process.send(server.address().port));
