import { createTransport, type SendMailOptions } from "nodemailer";

const writer = createTransport({ streamTransport: true, buffer: true, newline: "windows" });

/** A message as it goes over the wire, for services that take it whole. */
export async function rawMime(options: SendMailOptions): Promise<Buffer> {
  const { message } = await writer.sendMail(options);
  return Buffer.isBuffer(message) ? message : Buffer.from(await text(message));
}

async function text(stream: NodeJS.ReadableStream): Promise<string> {
  let whole = "";
  for await (const chunk of stream) whole += String(chunk);
  return whole;
}
