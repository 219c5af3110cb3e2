import { createTRPCClient, httpLink } from "@trpc/client";
import type { ApiRouter } from "#server/api/root.ts";
import type { Graph } from "#workflows/graph.ts";

const OWNER = {
  name: "Olga Owner",
  email: "olga@example.com",
  password: "correct horse battery",
  shopName: "Hearth & Home",
  timezone: "Europe/Berlin",
};

export type OwnerApi = Awaited<ReturnType<typeof signUpOwner>>;

/** Makes the owner of a new server, and answers with the API as they may use it. */
export async function signUpOwner(url: string) {
  const response = await fetch(`${url}/api/auth/create-owner`, {
    method: "POST",
    headers: { "content-type": "application/json", origin: url },
    body: JSON.stringify(OWNER),
  });
  if (!response.ok) throw new Error(`the owner was not created: ${response.status} ${await response.text()}`);
  const cookie = response.headers
    .getSetCookie()
    .map((header) => header.split(";", 1)[0])
    .join("; ");
  return createTRPCClient<ApiRouter>({
    links: [httpLink({ url: `${url}/api/trpc`, headers: { cookie, origin: url } })],
  });
}

/** Makes a workflow of the graph; answers with its id. Throws when the graph is not taken. */
export async function importGraph(api: OwnerApi, name: string, graph: Graph): Promise<number> {
  const imported = await api.workflows.importGraph.mutate({ name, graph });
  if (imported.kind !== "created") throw new Error(`${name} was refused: ${JSON.stringify(imported)}`);
  return imported.id;
}

/** Switches a workflow on with its draft as it is. Throws when that is refused. */
export async function publish(api: OwnerApi, id: number): Promise<void> {
  const { draftRevision } = await api.workflows.get.query({ id });
  const published = await api.workflows.publish.mutate({
    id,
    revision: draftRevision,
    includeOverdue: false,
  });
  if (published.kind !== "published")
    throw new Error(`workflow ${id} was not published: ${JSON.stringify(published)}`);
}
