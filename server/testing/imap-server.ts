import { type AddressInfo, createServer, type Socket } from "node:net";
import { createServer as createTlsServer, type TLSSocket } from "node:tls";
import { selfSignedCertificate } from "./self-signed-certificate.ts";

interface StoredMail {
  uid: number;
  raw: Buffer;
  flags: Set<string>;
}

/** A mailbox with one folder, which knows as much of IMAP as is asked of it here; over TLS unless `plain`. */
export async function startImapServer({ now, plain = false }: { now: number; plain?: boolean }) {
  const { key, cert } = selfSignedCertificate(["127.0.0.1"], now);
  const mails: StoredMail[] = [];
  const commands: string[] = [];
  const sockets = new Set<Socket | TLSSocket>();
  const state = { uidValidity: 1, password: "right" };

  function answer(socket: Socket | TLSSocket, line: string): void {
    const [, tag = "", command = ""] = /^(\S+) (.*)$/.exec(line) ?? [];
    const said = command.toUpperCase();
    commands.push(command.replace(/^LOGIN.*/i, "LOGIN"));
    const send = (text: string) => socket.write(`${text}\r\n`);
    const done = (text = "OK done") => send(`${tag} ${text}`);
    if (said.startsWith("CAPABILITY")) {
      send("* CAPABILITY IMAP4rev1");
      done();
    } else if (said.startsWith("LOGIN"))
      done(command.includes(state.password) ? "OK in" : "NO [AUTHENTICATIONFAILED] no");
    else if (said.startsWith("LIST")) {
      if (said.endsWith('""')) send('* LIST (\\Noselect) "/" ""');
      else if (said.includes("INBOX")) send('* LIST (\\HasNoChildren) "/" "INBOX"');
      done();
    } else if (said.startsWith("SELECT") && !said.includes("INBOX")) {
      done("NO [NONEXISTENT] no such folder");
    } else if (said.startsWith("SELECT")) {
      send("* FLAGS (\\Seen \\Deleted)");
      send(`* ${mails.length} EXISTS`);
      send(`* OK [UIDVALIDITY ${state.uidValidity}] ok`);
      send(`* OK [UIDNEXT ${mails.length + 1}] ok`);
      done("OK [READ-WRITE] selected");
    } else if (said.startsWith("UID SEARCH")) {
      send(
        `* SEARCH ${mails
          .filter(({ flags }) => !flags.has("\\Seen"))
          .map(({ uid }) => uid)
          .join(" ")}`,
      );
      done();
    } else if (said.startsWith("UID FETCH")) {
      const mail = mails.find(({ uid }) => uid === Number(/^UID FETCH (\d+)/.exec(said)?.[1]));
      if (mail) {
        socket.write(`* ${mail.uid} FETCH (UID ${mail.uid} BODY[]<0> {${mail.raw.length}}\r\n`);
        socket.write(mail.raw);
        send(")");
      }
      done();
    } else if (said.startsWith("UID STORE")) {
      const [, uid, flag] = /^UID STORE (\d+) \+FLAGS(?:\.SILENT)? \(([^)]+)\)/i.exec(command) ?? [];
      mails.find((mail) => mail.uid === Number(uid))?.flags.add(flag ?? "");
      done();
    } else if (said.startsWith("LOGOUT")) {
      send("* BYE");
      done();
    } else done(/^(NOOP|CLOSE|UNSELECT)/.test(said) ? "OK done" : "BAD unknown");
  }

  function serve(socket: Socket | TLSSocket): void {
    sockets.add(socket);
    socket.on("error", () => {});
    socket.on("close", () => sockets.delete(socket));
    let rest = "";
    socket.on("data", (chunk) => {
      const lines = (rest + chunk.toString()).split("\r\n");
      rest = lines.pop() ?? "";
      for (const line of lines) answer(socket, line);
    });
    socket.write("* OK ready\r\n");
  }

  const server = plain ? createServer(serve) : createTlsServer({ key, cert }, serve);
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return {
    ca: cert,
    port: (server.address() as AddressInfo).port,
    state,
    /** What was asked, without the password. */
    commands,
    mails,
    add(raw: Buffer | string): void {
      mails.push({ uid: mails.length + 1, raw: Buffer.from(raw), flags: new Set() });
    },
    async close(): Promise<void> {
      for (const socket of sockets) socket.destroy();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
