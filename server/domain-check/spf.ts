import { type Finding, type FindingCode, finding, shown } from "./finding.ts";
import type { Provider } from "./providers.ts";
import { mergeSpf, withSoftFail, withTerm } from "./spf-record.ts";
import { SPF_LOOKUPS_MAX, type SpfWalk } from "./spf-walk.ts";

interface Sending {
  domain: string;
  /** The mail server's name; null when there is none. */
  host: string | null;
  provider: Provider | null;
}

/** What an SPF record is worth, and the record that would do. */
export function judgeSpf(walk: SpfWalk, { domain, host, provider }: Sending): Finding {
  const publish = (value: string) => ({ type: "TXT" as const, name: domain, value });
  const mend = (code: FindingCode, values = {}, value?: string) =>
    finding("spf", "mend", code, values, value === undefined ? null : publish(value));
  switch (walk.kind) {
    case "unanswered":
      return finding("spf", "unanswered", "spf.unanswered", { at: walk.at });
    case "none": {
      if (provider?.ownReturnPath)
        return finding("spf", "good", "spf.not-needed", { provider: provider.name });
      const names = provider?.include ? `include:${provider.include}` : host ? `a:${host}` : "mx";
      return finding("spf", "missing", "spf.missing", {}, publish(`v=spf1 ${names} ~all`));
    }
    case "several":
      if (walk.at !== domain)
        return mend("spf.several-elsewhere", { at: walk.at, count: walk.records.length });
      return mend("spf.several", { count: walk.records.length }, mergeSpf(walk.records));
    case "bad-term":
      return mend("spf.bad-term", { at: walk.at, term: shown(walk.term) });
    case "leads-nowhere":
      return mend("spf.leads-nowhere", { at: shown(walk.at) });
    case "loop":
      return mend("spf.loop", { at: shown(walk.at) });
    case "too-many-lookups":
      return mend("spf.too-many-lookups", { max: SPF_LOOKUPS_MAX });
    case "read":
      return judgeRead(walk, provider, mend);
  }
}

function judgeRead(
  { record, all, lookups, includes }: Extract<SpfWalk, { kind: "read" }>,
  provider: Provider | null,
  mend: (code: FindingCode, values: Record<string, string | number>, value?: string) => Finding,
): Finding {
  if (provider?.include && !includes.includes(provider.include)) {
    const values = { provider: provider.name, include: provider.include };
    return mend("spf.provider-missing", values, withTerm(record, `include:${provider.include}`));
  }
  if (all === "+") return mend("spf.lets-everybody", {}, withSoftFail(record));
  if (all === null || all === "?") return mend("spf.open-end", {}, withSoftFail(record));
  return finding("spf", "good", "spf.good", { all: `${all}all`, lookups, max: SPF_LOOKUPS_MAX });
}
