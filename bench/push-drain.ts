import { writeFileSync } from "node:fs";
import { createServer } from "node:https";
import { selfSignedCertificate } from "#server/testing/self-signed-certificate.ts";

// Takes every notification and keeps none, in a process of its own.
const { key, cert } = selfSignedCertificate(["127.0.0.1"], Date.now());
writeFileSync(process.env.CERTIFICATE_FILE!, cert);
let taken = 0;
const server = createServer({ key, cert }, (request, response) => {
  request.resume();
  request.on("end", () => {
    taken += 1;
    response.writeHead(201).end();
  });
});
process.on("message", () => process.send?.(taken));
server.listen(Number(process.env.PORT), "127.0.0.1", () => process.send?.("ready"));
