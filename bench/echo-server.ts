import { createServer } from "node:http";

// What the event door is measured against: a server that reads and parses the same JSON and does nothing with it.
const server = createServer((request, response) => {
  const chunks: Buffer[] = [];
  request.on("data", (chunk: Buffer) => chunks.push(chunk));
  request.on("end", () => {
    JSON.parse(Buffer.concat(chunks).toString("utf8"));
    response.writeHead(200, { "content-type": "application/json" });
    response.end('{"success":true}');
  });
});
server.listen(Number(process.env.PORT), "127.0.0.1", () => process.send?.("ready"));
