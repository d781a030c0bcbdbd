// Bodies of OTLP/HTTP in, one line each, "traces|metrics|logs" and base64; the messages out, as JSON in one list.
import { createRequire } from "node:module";
import { createInterface } from "node:readline";

const root = createRequire(import.meta.url)("@opentelemetry/otlp-transformer/build/src/generated/root.js");
const collector = root.opentelemetry.proto.collector;
const readers = {
  traces: collector.trace.v1.ExportTraceServiceRequest,
  metrics: collector.metrics.v1.ExportMetricsServiceRequest,
  logs: collector.logs.v1.ExportLogsServiceRequest,
};
const read = [];
for await (const line of createInterface({ input: process.stdin })) {
  const [kind, body] = line.split(" ");
  const message = readers[kind].decode(Buffer.from(body, "base64"));
  read.push({ kind, message: readers[kind].toObject(message, { longs: String, bytes: String, enums: String }) });
}
console.log(JSON.stringify(read));
