import type { Socket } from "node:net";
import PostalMime, { type Email } from "postal-mime";
import { SMTPServer, type SMTPServerSession } from "smtp-server";
import { type Arrivals, collectArrivals } from "./arrivals.ts";

export type ReceivedEmail = {
  envelope: { from: string; to: string[] };
  /** Parsed: subject, from, to, html, text, headers. */
  email: Email;
  /** Byte for byte, as UTF-8. */
  raw: string;
};

/**
 * Where in the conversation something goes wrong: on connecting, on signing in, at `MAIL FROM`, at `RCPT TO`,
 * while the message is coming in (`body`), or after all of it was read (`message`).
 */
export type SmtpStage = "connect" | "auth" | "mail" | "rcpt" | "body" | "message";

/** A refusal by the server, cutting the connection, or never answering. At `body` only cutting is possible. */
export type SmtpTrouble = { code: number; text: string } | "drop" | "silence";

export type SmtpSink = Arrivals<ReceivedEmail> & {
  /** `smtp://127.0.0.1:port`, with user and password when it asks for them. */
  url: string;
  port: number;
  /** Every message that came in whole, also those that were then refused or left without an answer. */
  read: Arrivals<ReceivedEmail>;
  /** Makes trouble at a stage, `times` in a row (1 by default); the same stage can be given more to come. */
  trouble(stage: SmtpStage, trouble: SmtpTrouble, times?: number): void;
  close(): Promise<void>;
};

/** A real SMTP server on a free port that takes every message and keeps it. */
export async function startSmtpSink(
  options: { auth?: { user: string; pass: string } } = {},
): Promise<SmtpSink> {
  const arrivals = collectArrivals<ReceivedEmail>("email");
  const read = collectArrivals<ReceivedEmail>("whole email");
  const troubles = new Map<SmtpStage, SmtpTrouble[]>();
  const sockets = new Map<number, Socket>();

  /** Goes on, or does what was asked for at this stage. */
  function pass(stage: SmtpStage, session: SMTPServerSession, goOn: (error?: Error) => void) {
    const trouble = troubles.get(stage)?.shift();
    if (!trouble) goOn();
    else if (trouble === "drop") sockets.get(session.remotePort)?.destroy();
    else if (trouble !== "silence") goOn(refusal(trouble));
  }

  const server = new SMTPServer({
    authOptional: !options.auth,
    disabledCommands: options.auth ? ["STARTTLS"] : ["STARTTLS", "AUTH"],
    allowInsecureAuth: true,
    disableReverseLookup: true,
    logger: false,
    onConnect: (session, callback) => pass("connect", session, callback),
    onAuth: (auth, session, callback) =>
      pass("auth", session, (error) => {
        const known = auth.username === options.auth?.user && auth.password === options.auth?.pass;
        if (error) callback(error);
        else if (known) callback(null, { user: auth.username });
        else callback(refusal({ code: 535, text: "5.7.8 Authentication credentials invalid" }));
      }),
    onMailFrom: (_address, session, callback) => pass("mail", session, callback),
    onRcptTo: (_address, session, callback) => pass("rcpt", session, callback),
    onData(stream, session, callback) {
      const chunks: Buffer[] = [];
      stream.on("data", (chunk: Buffer) => {
        if (chunks.length === 0) pass("body", session, () => {});
        chunks.push(chunk);
      });
      stream.on("end", () => {
        const raw = Buffer.concat(chunks);
        // Read now: the session forgets it once the message is answered.
        const envelope = envelopeOf(session);
        void PostalMime.parse(raw).then((email) => {
          const received = { envelope, email, raw: raw.toString("utf8") };
          pass("message", session, (error) => {
            if (error) return callback(error);
            arrivals.add(received);
            callback(null, "2.0.0 Taken");
          });
          read.add(received);
        });
      });
    },
  });
  // Cut connections are what this server is for.
  server.on("error", () => {});
  server.server.on("connection", (socket: Socket) => {
    const remotePort = socket.remotePort ?? 0;
    sockets.set(remotePort, socket);
    socket.once("close", () => sockets.delete(remotePort));
  });
  const port = await new Promise<number>((resolve) => {
    const listener = server.listen(0, "127.0.0.1", () => {
      const address = listener.address();
      resolve(typeof address === "object" && address ? address.port : 0);
    });
  });
  const login = options.auth
    ? `${encodeURIComponent(options.auth.user)}:${encodeURIComponent(options.auth.pass)}@`
    : "";
  return Object.assign(arrivals, {
    url: `smtp://${login}127.0.0.1:${port}`,
    port,
    read,
    trouble(stage: SmtpStage, trouble: SmtpTrouble, times = 1) {
      const queue = troubles.get(stage) ?? [];
      queue.push(...Array.from({ length: times }, () => trouble));
      troubles.set(stage, queue);
    },
    close: () =>
      new Promise<void>((resolve) => {
        server.close(() => resolve());
        for (const socket of sockets.values()) socket.destroy();
      }),
  });
}

function refusal({ code, text }: { code: number; text: string }): Error {
  return Object.assign(new Error(text), { responseCode: code });
}

function envelopeOf({ envelope }: SMTPServerSession): ReceivedEmail["envelope"] {
  return {
    from: envelope.mailFrom ? envelope.mailFrom.address : "",
    to: envelope.rcptTo.map(({ address }) => address),
  };
}
