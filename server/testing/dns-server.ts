import { createSocket } from "node:dgram";
import { once } from "node:events";
import { type AddressInfo, createServer, type Socket } from "node:net";
import packet from "dns-packet";

/** What the server does with a question: answers, says that it cannot, or says nothing. */
export type DnsAnswer =
  | { kind: "txt"; records: (string | string[])[] }
  | { kind: "mx"; records: { exchange: string; preference: number }[] }
  | { kind: "a"; records: string[] }
  | { kind: "servfail" }
  | { kind: "silent" };

/** Answers of more than this come over TCP, as in the world outside. */
const UDP_MAX_BYTES = 1_232;
const NXDOMAIN = 3;
const SERVFAIL = 2;
const CHUNK_CHARS = 255;

/** A real name server on this machine, over UDP and TCP. A name that is not in its zone does not exist. */
export async function startDnsServer(zone: Record<string, DnsAnswer | DnsAnswer[]>) {
  const asked: string[] = [];

  function reply(query: Buffer): Buffer | null {
    const { id = 0, questions = [] } = packet.decode(query);
    const [question] = questions;
    if (!question) return null;
    const name = question.name.toLowerCase();
    asked.push(`${question.type} ${name}`);
    const known = [zone[name] ?? []].flat();
    if (known.some(({ kind }) => kind === "silent")) return null;
    const failed = known.some(({ kind }) => kind === "servfail");
    return packet.encode({
      id,
      type: "response",
      flags: packet.RECURSION_AVAILABLE | (failed ? SERVFAIL : known.length === 0 ? NXDOMAIN : 0),
      questions,
      answers: known.flatMap((answer) => answersTo(question, answer)),
    });
  }

  const tcp = createServer((socket) => serveStream(socket, reply));
  tcp.listen(0, "127.0.0.1");
  await once(tcp, "listening");
  const { port } = tcp.address() as AddressInfo;

  const udp = createSocket("udp4");
  udp.on("message", (query, { port: from, address }) => {
    const answer = reply(query);
    if (answer) udp.send(answer.length > UDP_MAX_BYTES ? truncated(answer) : answer, from, address);
  });
  udp.bind(port, "127.0.0.1");
  await once(udp, "listening");

  return {
    address: `127.0.0.1:${port}`,
    /** Every question so far, as "TXT shop.example". */
    asked,
    close: async () => {
      udp.close();
      tcp.close();
      await once(tcp, "close");
    },
  };
}

function answersTo({ type, name }: packet.Question, answer: DnsAnswer): packet.Answer[] {
  if (answer.kind === "txt" && type === "TXT")
    return answer.records.map((record) => ({ type: "TXT" as const, name, data: chunks(record) }));
  if (answer.kind === "mx" && type === "MX")
    return answer.records.map((data) => ({ type: "MX" as const, name, data }));
  if (answer.kind === "a" && type === "A")
    return answer.records.map((data) => ({ type: "A" as const, name, data }));
  return [];
}

/** One string of a TXT record has at most 255 characters. */
function chunks(record: string | string[]): string[] {
  if (typeof record !== "string") return record;
  const pieces: string[] = [];
  for (let at = 0; at < record.length; at += CHUNK_CHARS) pieces.push(record.slice(at, at + CHUNK_CHARS));
  return pieces.length > 0 ? pieces : [""];
}

/** The same answer without its records, and told to be asked for over TCP. */
function truncated(answer: Buffer): Buffer {
  const { id = 0, questions = [], flags = 0 } = packet.decode(answer);
  return packet.encode({ id, type: "response", flags: flags | packet.TRUNCATED_RESPONSE, questions });
}

function serveStream(socket: Socket, reply: (query: Buffer) => Buffer | null): void {
  let held = Buffer.alloc(0);
  // The other side hangs up when it has its answer.
  socket.on("error", () => {});
  socket.on("data", (bytes) => {
    held = Buffer.concat([held, bytes]);
    while (held.length >= 2 && held.length >= 2 + held.readUInt16BE(0)) {
      const end = 2 + held.readUInt16BE(0);
      const answer = reply(held.subarray(2, end));
      held = held.subarray(end);
      if (!answer) continue;
      const size = Buffer.alloc(2);
      size.writeUInt16BE(answer.length);
      socket.write(Buffer.concat([size, answer]));
    }
  });
}
