import AxeBuilder from "@axe-core/playwright";
import { type Api, apiOf } from "./api.ts";
import { Canvas } from "./canvas.ts";
import { expect, type Page, test } from "./fixtures.ts";
import { draftWorkflow, sendEmail, wait } from "./workflows.ts";

const PHONE = { width: 375, height: 760 };
const DESKTOP = { width: 1600, height: 1000 };
/** How often Tab is pressed at most until something has the focus. */
const TABS_MAX = 120;
const CHOICES_MAX = 30;

test.use({ viewport: DESKTOP });

test("the keyboard alone builds the abandoned cart workflow in the list, and the canvas shows the same", async ({
  app,
  ownerPage: page,
}) => {
  test.slow();
  const api = apiOf(page.context(), app);
  const { id } = await api.workflows.create.mutate({ name: "Cart reminder" });
  await page.goto(`${app.url}/workflows/${id}`);
  const list = new List(page);

  await test.step("the list is chosen, and with it what starts the workflow", async () => {
    await list.tabTo(page.getByRole("radio", { name: "Canvas" }));
    await page.keyboard.press("ArrowRight");
    await expect(page.getByRole("heading", { name: "What should start this workflow?" })).toBeVisible();
    await list.tabTo(page.getByRole("button", { name: "Abandons a cart", exact: true }));
    await page.keyboard.press("Enter");
  });

  await test.step("the first step is asked for at once, and each next one with a key", async () => {
    await list.choose("Wait");
    await expect(list.step(2)).toBeFocused();
    await expect(list.told).toHaveText("Wait added");
    await page.keyboard.press("a");
    await list.choose("Send email");
    await expect(list.step(3)).toBeFocused();
    await list.setUp(3, { Subject: "Your cart is waiting" });
    await expect(list.step(3)).toContainText("Your cart is waiting");
    await page.keyboard.press("a");
    await list.choose("Branch");
    await expect(list.step(4)).toBeFocused();
  });

  await test.step("the arrows go into the paths of the branch and out of them", async () => {
    await page.keyboard.press("ArrowRight");
    await expect(list.addBehind(4, "Has web push")).toBeFocused();
    await page.keyboard.press("Enter");
    await list.choose("Send web push");
    await list.setUp(5, { Title: "Still thinking?" });
    await page.keyboard.press("ArrowLeft");
    await expect(list.step(4)).toBeFocused();
    await page.keyboard.press("End");
    await expect(list.addBehind(4, "Otherwise")).toBeFocused();
    await page.keyboard.press("Enter");
    await list.choose("Call webhook");
    await list.setUp(6, { Address: "https://partner.example/carts" });
  });

  await test.step("steps move, go and come back", async () => {
    await page.keyboard.press("Home");
    await page.keyboard.press("ArrowDown");
    await expect(list.step(2)).toContainText("Wait");
    await page.keyboard.press("Alt+ArrowDown");
    await expect(list.step(3)).toBeFocused();
    await expect(list.step(3)).toContainText("Wait");
    await expect(list.told).toHaveText("Wait moved down");
    await page.keyboard.press("Delete");
    await expect(list.steps).toHaveCount(5);
    await page.keyboard.press("Control+z");
    await page.keyboard.press("Control+z");
    await expect(list.steps).toHaveCount(6);
    await expect(list.step(2)).toContainText("Wait");
  });

  await test.step("nothing of it keeps anybody out", async () => {
    const { violations } = await new AxeBuilder({ page }).analyze();
    const serious = violations.filter(({ impact }) => impact === "serious" || impact === "critical");
    expect(serious.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join("\n")}`)).toEqual([]);
  });

  await test.step("it is published", async () => {
    await new Canvas(page).saved();
    await list.tabTo(page.getByRole("button", { name: /^Publish/ }), "Shift+Tab");
    await page.keyboard.press("Enter");
    await list.tabTo(page.getByRole("dialog").getByRole("button", { name: "Publish now" }));
    await page.keyboard.press("Enter");
    await expect(page.getByText("Your workflow is live")).toBeVisible();
  });

  await test.step("the canvas shows the same steps and connections", async () => {
    const listed = await typesOn(page);
    expect(await connectionsOf(api, id)).toEqual([
      "branch otherwise call-webhook",
      "branch yes send-web-push",
      "cart-abandoned next delay",
      "delay next send-email",
      "send-email next branch",
    ]);
    await page.reload();
    await expect(list.step(1), "the choice of the list is remembered").toBeVisible();
    await list.tabTo(page.getByRole("radio", { name: "List" }));
    await page.keyboard.press("ArrowLeft");
    await expect(page.locator(".react-flow__edge")).toHaveCount(5);
    expect(await typesOn(page)).toEqual(listed);
    for (const edge of await edgesOf(api, id))
      await expect(page.locator(`.react-flow__edge[data-id="${edge.id}"]`)).toHaveCount(1);
  });
});

test("on a phone the list comes first: it is read, added to and taken from by touch", async ({
  app,
  ownerPage: page,
}) => {
  await page.setViewportSize(PHONE);
  const api = apiOf(page.context(), app);
  const id = await draftWorkflow(api, "Welcome", "Signed Up", [wait(2, "hours"), sendEmail("Welcome")]);
  await page.goto(`${app.url}/workflows/${id}`);
  const list = new List(page);
  await expect(list.steps).toHaveCount(3);
  await expect(page.locator(".react-flow")).toHaveCount(0);

  await page.getByRole("button", { name: "Insert a step here, before step 3" }).click();
  await list.choose("Send web push");
  await expect(list.steps).toHaveCount(4);
  await page.getByRole("dialog").getByRole("button", { name: "Close" }).click();

  await page.getByRole("button", { name: "What can be done with step 2" }).click();
  await page.getByRole("menuitem", { name: "Delete", exact: true }).click();
  const dialog = page.getByRole("dialog");
  await expect(dialog.getByRole("radio", { name: "It follows the step before" })).toBeChecked();
  await dialog.getByRole("button", { name: "Delete step" }).click();
  await expect(list.steps).toHaveCount(3);
  await expect(list.step(2)).toContainText("Send web push");
  await new Canvas(page).saved();
  expect(await connectionsOf(api, id)).toEqual(["event next send-web-push", "send-web-push next send-email"]);

  await page.locator("label").filter({ hasText: "Canvas" }).click();
  await expect(page.locator(".react-flow__edge")).toHaveCount(2);
});

/** The list view as somebody uses it who has no pointer. */
class List {
  readonly page: Page;

  constructor(page: Page) {
    this.page = page;
  }

  get steps() {
    return this.page.locator("[data-row^='step '] [data-row-main]");
  }

  get told() {
    return this.page.getByRole("status").filter({ hasText: /added|moved|deleted/ });
  }

  step(number: number) {
    return this.page.getByRole("button", { name: new RegExp(`^Step ${number}\\b`) });
  }

  addBehind(number: number, port: string) {
    return this.page.getByRole("button", { name: `Add a step behind step ${number}, “${port}”` });
  }

  /** Presses Tab until the element has the focus. */
  async tabTo(wanted: ReturnType<Page["locator"]>, key = "Tab"): Promise<void> {
    await expect(wanted).toBeVisible();
    for (let pressed = 0; pressed < TABS_MAX; pressed++) {
      if (await wanted.evaluate((element) => element === document.activeElement)) return;
      await this.page.keyboard.press(key);
    }
    throw new Error(`${wanted} never had the focus`);
  }

  /** Types into the list of steps that has opened, and takes the one with this name. */
  async choose(label: string): Promise<void> {
    await expect(this.page.getByRole("combobox", { name: "Search steps" })).toBeFocused();
    await this.page.keyboard.type(label);
    const current = this.page.getByRole("option", { selected: true });
    for (let pressed = 0; pressed < CHOICES_MAX; pressed++) {
      if ((await current.innerText()).split("\n")[0]?.trim() === label) break;
      await this.page.keyboard.press("ArrowDown");
    }
    await expect(current).toContainText(label);
    await this.page.keyboard.press("Enter");
  }

  /** Opens a step, writes into its fields and comes back to it. */
  async setUp(number: number, fields: Record<string, string>): Promise<void> {
    await expect(this.step(number)).toBeFocused();
    await this.page.keyboard.press("Enter");
    const settings = this.page.getByRole("region", { name: "Step settings" });
    await expect(settings.locator("[data-step-settings]")).toBeFocused();
    for (const [label, value] of Object.entries(fields)) {
      await this.tabTo(settings.getByLabel(label, { exact: true }));
      await this.page.keyboard.press("Control+A");
      await this.page.keyboard.type(value);
    }
    await this.page.keyboard.press("Escape");
    await expect(settings).toBeHidden();
    await expect(this.step(number)).toBeFocused();
  }
}

/** The types of all steps that are shown, in the list or on the canvas. */
async function typesOn(page: Page): Promise<string[]> {
  const shown = page.locator("[data-node-type]");
  const types = await shown.evaluateAll((elements) =>
    elements.map((element) => element.getAttribute("data-node-type") ?? ""),
  );
  return types.sort();
}

async function edgesOf(api: Api, id: number) {
  return (await api.workflows.get.query({ id })).draft.edges;
}

/** The stored connections, by the types of the steps at their ends. */
async function connectionsOf(api: Api, id: number): Promise<string[]> {
  const { draft } = await api.workflows.get.query({ id });
  const typeOf = (nodeId: string) => draft.nodes.find((node) => node.id === nodeId)?.type;
  return draft.edges.map(({ from, port, to }) => `${typeOf(from)} ${port} ${typeOf(to)}`).sort();
}
