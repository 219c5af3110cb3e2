import { eq } from "drizzle-orm";
import { afterEach, beforeEach, expect, it } from "vitest";
import { eachDatabase } from "#server/testing/each-database.ts";
import { EngineRig } from "#server/testing/engine-rig.ts";
import type { Graph } from "#workflows/graph.ts";
import { nameProblems } from "#workflows/name-problems.ts";
import { drawGraph } from "#workflows/recipes/recipe.ts";
import { validateGraph } from "#workflows/validate.ts";

const graph = drawGraph([
  { id: "start", type: "signup", config: {} },
  {
    id: "mail",
    type: "send-email",
    config: {
      ...{ subject: "Welcome", body: "Good to have you with us", topic: "marketing" },
      variants: {
        zh: { subject: "欢迎", body: "很高兴见到您" },
        "pt-BR": { subject: "Boas-vindas", body: "Oi" },
      },
    },
  },
  {
    id: "push",
    type: "send-web-push",
    config: { title: "Look", url: "https://shop.example", ttlHours: 2, variants: { zh: { title: "看看" } } },
  },
]);

eachDatabase("a message in several languages", (open) => {
  let rig: EngineRig;
  beforeEach(async () => {
    rig = new EngineRig(open());
    await rig.engine.start();
  });
  afterEach(() => rig.engine.stop());

  async function arrive(externalId: string, locale: string | null): Promise<void> {
    await rig.identify(externalId, { email: `${externalId}@example.com` });
    await rig.subscribe(externalId, `https://push.example/${externalId}`);
    const { profiles } = open().tables;
    await open().query.update(profiles).set({ locale }).where(eq(profiles.externalId, externalId));
    await rig.track(externalId, "Signed Up");
  }

  it("goes to each in their own, and to everybody else in the shop's", async () => {
    expect([...validateGraph(graph), ...nameProblems(graph)]).toEqual([]);
    await rig.publish(graph);
    await arrive("li", "zh-CN");
    await arrive("luc", "fr");
    await arrive("rui", "pt_BR");
    await arrive("ana", null);
    expect(rig.subjects()).toEqual([
      ...["欢迎", "看看"],
      ...["Welcome", "Look"],
      ...["Boas-vindas", "Look"],
      ...["Welcome", "Look"],
    ]);
    const [chinese, notice] = rig.sent.map(({ content }) => content);
    expect(chinese).toMatchObject({ body: "很高兴见到您", language: "zh", topic: "marketing" });
    expect(notice).toMatchObject({ language: "zh", url: "", ttlHours: 2 });
    for (const { content } of rig.sent) expect(content).not.toHaveProperty("variants");
    expect(rig.sent[2]!.content).not.toHaveProperty("language");
  });

  it("is sent as it was before by a version from before there were variants", async () => {
    const old: Graph = {
      ...graph,
      nodes: graph.nodes.map((node) => {
        const { variants, ...config } = node.config;
        return { ...node, config };
      }),
    };
    await rig.publish(old);
    await arrive("li", "zh-CN");
    expect(rig.subjects()).toEqual(["Welcome", "Look"]);
  });
});
