import { afterEach, beforeEach, expect, it } from "vitest";
import { eachDatabase } from "#server/testing/each-database.ts";
import { RestRig } from "#server/testing/rest-rig.ts";
import { drawGraph } from "#workflows/recipes/recipe.ts";

const SECRET = "s3cr3t";
const graph = drawGraph([
  { id: "start", type: "manual", config: {} },
  { id: "mail", type: "send-web-push", config: { title: "Hello", body: "Hello" } },
  {
    id: "call",
    type: "call-webhook",
    config: { url: "https://partner.example/hook", headers: { authorization: `Bearer ${SECRET}` } },
  },
  {
    id: "tell",
    type: "notify-team",
    config: { via: "chat", url: `https://hooks.slack.com/services/${SECRET}`, message: "Look" },
  },
]);

eachDatabase("the secrets of a workflow", (open) => {
  let rig: RestRig;
  let workflowId: number;
  beforeEach(async () => {
    rig = new RestRig(open());
    await rig.start();
    await rig.identify("ana", { email: "ana@example.com" });
    await rig.subscribe("ana", `https://push.example/${SECRET}`);
    workflowId = await rig.publish(graph);
    await rig.call("POST", `/v1/workflows/${workflowId}/runs`, { userId: "ana" });
    await rig.engine.settled();
  });
  afterEach(() => rig.close());

  it("are in no answer, neither of the workflow nor of what it sent", async () => {
    const messages = (await rig.call("GET", "/v1/messages")).json.data as { id: number; to: string }[];
    expect(messages.map(({ to }) => to).sort()).toEqual([
      "https://hooks.slack.com/••••",
      "https://partner.example/hook",
      "https://push.example/••••",
    ]);
    const [run] = await rig.runs();
    const paths = [
      "/v1/workflows",
      `/v1/workflows/${workflowId}`,
      `/v1/workflows/${workflowId}/runs`,
      `/v1/runs/${run!.id}`,
      "/v1/profiles",
      "/v1/profiles/external:ana",
      ...["events", "runs", "messages"].map((list) => `/v1/profiles/external:ana/${list}`),
      "/v1/messages",
      ...messages.map(({ id }) => `/v1/messages/${id}`),
    ];
    for (const path of paths) {
      const answer = await rig.call("GET", path);
      expect(answer.status, path).toBe(200);
      expect(JSON.stringify(answer.json), path).not.toContain(SECRET);
    }
    const { draft } = (await rig.call("GET", `/v1/workflows/${workflowId}`)).json as { draft: typeof graph };
    expect(draft.nodes.find(({ id }) => id === "call")?.config).toMatchObject({
      headers: { authorization: "••••" },
    });
  });
});
