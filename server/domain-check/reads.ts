import { Resolver } from "node:dns/promises";

/** For one try to ask one name server; the next try waits twice as long. */
const TIMEOUT_MS = 2_000;
const TRIES = 2;

/** What a name server said: what it has, that it has nothing, or that no answer came. */
export type Answer<T> = { kind: "found"; records: T[] } | { kind: "none" } | { kind: "unanswered" };

export interface MailExchange {
  exchange: string;
  priority: number;
}

/** What the check asks name servers. Nothing rejects. */
export interface DnsReads {
  /** Each record as one text: its pieces are put together. */
  txt(name: string): Promise<Answer<string>>;
  mx(name: string): Promise<Answer<MailExchange>>;
  /** Whether the name has an address of its own. */
  address(name: string): Promise<Answer<string>>;
}

interface Options {
  /** Name servers to ask, `1.2.3.4` or `1.2.3.4:53`; the system's when there are none. */
  servers: readonly string[];
  timeoutMs?: number;
  tries?: number;
}

/** Asks name servers themselves: the computer's list of hosts is never looked into. */
export function dnsReads({ servers, timeoutMs = TIMEOUT_MS, tries = TRIES }: Options): DnsReads {
  const resolver = new Resolver({ timeout: timeoutMs, tries });
  if (servers.length > 0) resolver.setServers(servers);
  return {
    txt: async (name) => {
      const answer = await ask(() => resolver.resolveTxt(name));
      if (answer.kind !== "found") return answer;
      return { kind: "found", records: answer.records.map((pieces) => pieces.join("")) };
    },
    mx: (name) => ask(() => resolver.resolveMx(name)),
    address: async (name) => {
      const four = await ask(() => resolver.resolve4(name));
      return four.kind === "none" ? await ask(() => resolver.resolve6(name)) : four;
    },
  };
}

/** The name does not exist, has no such record, or is none that could be asked for. */
const NOTHING = new Set(["ENOTFOUND", "ENODATA", "EBADNAME"]);

async function ask<T>(question: () => Promise<T[]>): Promise<Answer<T>> {
  try {
    const records = await question();
    return records.length > 0 ? { kind: "found", records } : { kind: "none" };
  } catch (error) {
    return NOTHING.has((error as NodeJS.ErrnoException).code ?? "")
      ? { kind: "none" }
      : { kind: "unanswered" };
  }
}
