import { createServer } from "node:http";
import { type AddressInfo, connect } from "node:net";
import { text } from "node:stream/consumers";
import { expect, it } from "vitest";
import { startDoors } from "#server/testing/doors-rig.ts";
import { API_BODY_MAX_BYTES, limitPageBody, PAGE_BODY_MAX_BYTES } from "./page-bodies.ts";

const call = "/api/trpc/workflows.create?batch=1";

it("refuses bodies that are too long before any page sees them", async () => {
  const doors = await startDoors();
  for (const path of ["/api/language", "/api/auth/sign-in/email", "/sign-in"]) {
    const answer = await doors.post(path, "x".repeat(PAGE_BODY_MAX_BYTES + 1), {});
    expect(answer, path).toMatchObject({ status: 413, json: { error: { code: "too-large" } } });
    expect((await doors.post(path, "x".repeat(PAGE_BODY_MAX_BYTES), {})).text, path).toBe("a page");
  }
  expect((await doors.post(call, "x".repeat(8_000_000), {})).text).toBe("a page");
  expect((await doors.post(call, "x".repeat(API_BODY_MAX_BYTES + 1), {})).status).toBe(413);
  expect(doors.pages).toHaveLength(4);
  await doors.close();
});

it("cuts off a body that does not say how long it is, and gives the pages one that is short enough", async () => {
  const server = createServer(async (request, response) => {
    if (!limitPageBody(request, response)) return;
    // As the doors do, which look at some other things first.
    await new Promise((resolve) => setImmediate(resolve));
    const body = await text(request).catch(() => null);
    if (!response.headersSent) response.end(`read ${body?.length}`);
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  const chunked = async (path: string, chunks: number) =>
    await new Promise<string>((resolve) => {
      let answer = "";
      const head = `POST ${path} HTTP/1.1\r\nhost: x\r\nconnection: close\r\ntransfer-encoding: chunked\r\n\r\n`;
      const chunk = `400\r\n${"x".repeat(1024)}\r\n`;
      const socket = connect(port, "127.0.0.1", () =>
        socket.write(`${head}${chunk.repeat(chunks)}0\r\n\r\n`),
      );
      socket.on("data", (data) => {
        answer += data.toString();
      });
      // The server may hang up while bytes are still on their way.
      socket.on("error", () => {});
      socket.on("close", () => resolve(answer));
    });

  expect(await chunked("/api/language", 64)).toContain("read 65536");
  expect(await chunked("/api/language", 65)).toMatch(/^HTTP\/1\.1 413 [\s\S]*too-large/);
  expect(await chunked(call, 65)).toContain("read 66560");
  await new Promise((resolve) => server.close(resolve));
});
