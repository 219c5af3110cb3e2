import { expect, it } from "vitest";
import type { Role } from "#drizzle/tables.ts";
import type { Services } from "#server/services.ts";
import { followAlerts } from "#server/store/alerts.ts";
import { eachDatabase } from "#server/testing/each-database.ts";
import { NOW } from "#server/testing/store-rig.ts";
import { inWords } from "#workflows/testing/in-words.ts";
import { alertsRouter } from "./alerts.ts";

eachDatabase("the list of alerts", (open) => {
  function as(role: Role) {
    const services = { db: open(), clock: { now: () => NOW } } as unknown as Services;
    return alertsRouter.createCaller({
      services,
      person: { id: role, name: role, email: `${role}@example.com`, role },
    });
  }
  const find = (found: Parameters<typeof followAlerts>[1]["found"]) =>
    open().transaction((tx) => followAlerts(tx, { code: "hook.silent", found, now: NOW, againSince: NOW }));

  it("is in words for everybody, and put away and brought back by owners alone", async () => {
    const [raised] = await find([{ subject: "7", values: { name: "Tills", hours: 73 } }]);
    const { id } = raised!;
    const shown = { id, subject: "7", raisedAt: NOW, title: "“Tills” receives nothing any more" };
    expect(inWords(await as("viewer").list())).toMatchObject([
      { ...shown, link: { label: "Open the hook", href: "/settings/hooks/7" } },
    ]);
    await expect(as("editor").dismiss({ id })).rejects.toMatchObject({ code: "FORBIDDEN" });
    await as("owner").dismiss({ id });
    expect(await as("viewer").list()).toEqual([]);
    expect(await as("owner").restore({ id })).toEqual({ kind: "restored" });
    expect(inWords(await as("viewer").list())).toMatchObject([shown]);
    await find([]);
    expect(await as("owner").restore({ id })).toEqual({ kind: "over" });
    await expect(as("owner").dismiss({ id })).rejects.toMatchObject({ code: "NOT_FOUND" });
  });
});
