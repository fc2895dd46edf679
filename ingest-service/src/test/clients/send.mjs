// Sends what stdin says with Segment's own Node client, unmodified: one JSON object a line, {"call": "track", "message": {...}}.
// Writes one JSON object a line for each message that the client says it delivered or gave up.
import { createInterface } from 'node:readline';
import { Analytics } from '@segment/analytics-node';

const [host, writeKey] = process.argv.slice(2);
const analytics = new Analytics({ host, writeKey, flushAt: 5, flushInterval: 100 });
const tell = (messageId, error) => console.log(JSON.stringify({ messageId, error }));
analytics.on('error', (error) => tell(null, String(error.code ?? error)));

const sent = [];
for await (const line of createInterface({ input: process.stdin })) {
  const { call, message } = JSON.parse(line);
  sent.push(
    new Promise((done) =>
      analytics[call](message, (error, context) => {
        tell(context.event.messageId, error ? String(error) : undefined);
        done();
      }),
    ),
  );
}
await Promise.all(sent);
await analytics.closeAndFlush();
