import { createGuardedHttp } from "#server/delivery/guarded-http.ts";
import { type FetchText, isSnsUrl } from "./sns.ts";

/** Asks Amazon SNS for something, through the guarded client, and asks nobody else. */
export function snsFetch(allow: readonly string[]): FetchText {
  return async (url) => {
    if (!isSnsUrl(url)) return null;
    // Asked for a few times in a year, so that no connection is kept for it.
    const client = createGuardedHttp({ allow });
    const answer = await client.request({ url, method: "GET", redirectsMax: 0 });
    await client.close();
    return answer.kind === "response" && answer.status === 200 ? answer.body : null;
  };
}
