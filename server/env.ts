import { Resolver } from "node:dns";
import { z } from "zod";

const list = z
  .string()
  .default("")
  .transform((text) =>
    text
      .split(",")
      .map((entry) => entry.trim())
      .filter(Boolean),
  );
const onOff = z.enum(["on", "off"]).transform((value) => value === "on");

const environment = z.object({
  NODE_ENV: z.enum(["production", "development", "test"]).default("production"),
  /** Port that the server listens on. */
  PORT: z.coerce.number().int().min(0).max(65_535).default(3000),
  /** Address that it listens on; 0.0.0.0 for every network interface. */
  HOST: z.string().default("0.0.0.0"),
  /** Folder of the database, the keys and the backups. */
  DATA_DIR: z.string().min(1).default("./data"),
  /** A PostgreSQL address, when one machine is not enough; without it, SQLite in DATA_DIR. */
  DATABASE_URL: z.url({ protocol: /^postgres(ql)?$/ }).optional(),
  /** What this process does. SQLite allows only `all`. */
  ROLE: z.enum(["all", "web", "worker"]).default("all"),
  /** The address that customers and colleagues reach this server at; it goes into every link that is sent. */
  PUBLIC_URL: z
    .url({ protocol: /^https?$/ })
    .transform((url) => url.replace(/\/+$/, ""))
    .optional(),
  /** How many proxies in front of this server are trusted to add to X-Forwarded-For and -Proto. */
  TRUSTED_PROXIES: z.coerce.number().int().min(0).max(10).default(0),
  /** A mail server: smtp://user:password@host:587. Without it, mail is kept in the captured outbox. */
  SMTP_URL: z.url({ protocol: /^smtps?$/ }).optional(),
  /** Who mail comes from: `Shop <hello@example.com>`. */
  MAIL_FROM: z.string().min(3).optional(),
  /** Addresses inside private networks that webhooks may reach all the same: host, host:port or CIDR, by commas. */
  OUTBOUND_ALLOW: list,
  /** Name servers that the check of a mail domain asks, `1.2.3.4` or `1.2.3.4:53` by commas; else the system's. */
  DNS_SERVERS: list.refine(areNameServers, "use IP addresses, each with a port or without, by commas"),
  LOG_LEVEL: z.enum(["fatal", "error", "warn", "info", "debug", "silent"]).default("info"),
  /** For tests only: lets POST /test/clock move the server's clock. */
  TEST_CLOCK: onOff.default(false),
  /** For tests only: how far the clock is ahead at start, in milliseconds. */
  TEST_CLOCK_AHEAD_MS: z.coerce.number().int().default(0),
});

export type Env = z.infer<typeof environment>;

function areNameServers(servers: string[]): boolean {
  try {
    new Resolver().setServers(servers);
    return true;
  } catch {
    return false;
  }
}

/** The checked environment. Throws with one line per variable that cannot be used. */
export function readEnv(source: Record<string, string | undefined>): Env {
  // An empty variable, as compose files leave them, means that it is not set.
  const set = Object.fromEntries(Object.entries(source).filter(([, value]) => value !== ""));
  const parsed = environment.safeParse(set);
  if (!parsed.success) {
    const lines = parsed.error.issues.map((issue) => `  ${issue.path.join(".")}: ${issue.message}`);
    throw new Error(`The environment cannot be used:\n${lines.join("\n")}`);
  }
  if (parsed.data.ROLE !== "all" && !parsed.data.DATABASE_URL) {
    throw new Error(`ROLE=${parsed.data.ROLE} needs DATABASE_URL: on SQLite one process does everything.`);
  }
  return parsed.data;
}
