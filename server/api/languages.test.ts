import { expect, it } from "vitest";
import { directReads } from "#server/reads/reads.ts";
import type { Services } from "#server/services.ts";
import { createProfile } from "#server/store/profiles.ts";
import { eachDatabase } from "#server/testing/each-database.ts";
import { EngineRig } from "#server/testing/engine-rig.ts";
import { languagesRouter } from "./languages.ts";

eachDatabase("the languages that a message is offered in", (open) => {
  it("are those that customers speak, the commonest first, beside the shop's", async () => {
    const rig = new EngineRig(open());
    await rig.engine.start();
    const services = { reads: directReads(open()), engine: rig.engine } as unknown as Services;
    const person = { id: "1", name: "Vera", email: "vera@example.com", role: "viewer" as const };
    const api = languagesRouter.createCaller({ services, person });
    expect(await api.seen()).toEqual({ shop: "en", spoken: [] });
    const locales = ["fr", "zh-CN", "zh", null, "zh_Hans_CN", "fr-FR", "nonsense?", "pt-BR"];
    await open().transaction(function* () {
      for (const locale of locales)
        yield* createProfile({ locale, attributes: {}, createdAt: 0, updatedAt: 0 });
    });
    expect((await api.seen()).spoken).toEqual([
      { tag: "zh", people: 3 },
      { tag: "fr", people: 2 },
      { tag: "pt-BR", people: 1 },
    ]);
    await rig.engine.stop();
  });
});
