import { SMTPServer } from "smtp-server";

// Takes every message and keeps none, in a process of its own.
const server = new SMTPServer({
  authOptional: true,
  disabledCommands: ["STARTTLS", "AUTH"],
  disableReverseLookup: true,
  logger: false,
  onData(stream, _session, callback) {
    stream.resume();
    stream.on("end", () => callback(null, "2.0.0 Taken"));
  },
});
server.listen(Number(process.env.PORT), "127.0.0.1", () => process.send?.("ready"));
