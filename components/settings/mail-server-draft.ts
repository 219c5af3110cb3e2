/** A mail server as it is being typed. */
export type MailServerDraft = {
  host: string;
  port: string;
  encryption: Encryption;
  user: string;
  password: string;
  from: string;
};

export type Encryption = "starttls" | "tls" | "none";

/** The port that providers use with each. */
export const USUAL_PORT: Record<Encryption, string> = { starttls: "587", tls: "465", none: "25" };

export const ENCRYPTION_OPTIONS: { value: Encryption; label: string; description: string }[] = [
  { value: "starttls", label: "STARTTLS", description: "Usual, with port 587" },
  { value: "tls", label: "TLS from the start", description: "With port 465" },
  { value: "none", label: "No encryption", description: "Only in your own network, without a password" },
];

const PORT_MAX = 65_535;

/** How a stored mail server is reached. */
export function encryptionOf({ secure, unencrypted }: { secure: boolean; unencrypted: boolean }): Encryption {
  if (unencrypted) return "none";
  return secure ? "tls" : "starttls";
}

/** What is missing or cannot be right, by field. */
export function problemsOf({
  host,
  port,
  encryption,
  user,
  from,
}: MailServerDraft): Partial<Record<keyof MailServerDraft, string>> {
  const portNumber = Number(port);
  const isPort = /^\d+$/.test(port.trim()) && portNumber >= 1 && portNumber <= PORT_MAX;
  return {
    ...(host.trim() === "" && { host: "Enter the server’s name, like smtp.example.com" }),
    ...(!isPort && { port: `Between 1 and ${PORT_MAX}` }),
    ...(encryption === "none" &&
      user.trim() !== "" && { user: "Needs encryption: anybody on the way could read the password" }),
    ...(!/[^\s@<>]+@[^\s@<>]+/.test(from) && { from: "Enter an email address" }),
  };
}
