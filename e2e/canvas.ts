import { expect, type Locator, type Page } from "@playwright/test";

/** The canvas as a person works on it. */
export class Canvas {
  readonly page: Page;

  constructor(page: Page) {
    this.page = page;
  }

  /** Drags a step from the palette to the top of the canvas, or below another node; answers with the new node. */
  async drop(label: string, type: string, below?: { node: Locator; columns?: number }): Promise<Locator> {
    const nodes = this.page.locator(`[data-node-type="${type}"]`);
    const before = await nodes.count();
    const item = this.page
      .getByRole("region", { name: "Palette" })
      .getByRole("button", { name: label, exact: true });
    await item.dragTo(this.page.locator(".react-flow"), { targetPosition: await this.#place(below) });
    await expect(nodes).toHaveCount(before + 1);
    await this.page
      .getByRole("region", { name: "Step settings" })
      .getByRole("button", { name: "Close" })
      .click();
    return nodes.nth(before);
  }

  /** Draws a connection from a way out of one node to the way into another. */
  async connect(from: Locator, port: string, to: Locator): Promise<void> {
    const edges = this.page.locator(".react-flow__edge");
    const before = await edges.count();
    await this.#drag(from.locator(`[data-handleid="${port}"]`), to.locator('[data-handleid="in"]'));
    await expect(edges).toHaveCount(before + 1);
  }

  /** Opens a node's settings. */
  async open(node: Locator): Promise<Locator> {
    await node.click({ position: { x: 60, y: 24 } });
    const inspector = this.page.getByRole("region", { name: "Step settings" });
    await expect(inspector).toBeVisible();
    return inspector;
  }

  async saved(): Promise<void> {
    await expect(this.page.getByText("Saved", { exact: true })).toBeVisible();
  }

  async publish(): Promise<void> {
    await this.saved();
    await this.page.getByRole("button", { name: /^Publish/ }).click();
    await this.page.getByRole("dialog").getByRole("button", { name: "Publish now" }).click();
    await expect(this.page.getByText("Your workflow is live")).toBeVisible();
  }

  async #place(below?: { node: Locator; columns?: number }): Promise<{ x: number; y: number }> {
    const flow = (await this.page.locator(".react-flow").boundingBox())!;
    if (!below) return { x: flow.width / 2, y: 70 };
    const box = (await below.node.boundingBox())!;
    const x = box.x + box.width / 2 + (below.columns ?? 0) * (box.width + 40);
    return { x: x - flow.x, y: box.y + box.height + 60 - flow.y };
  }

  async #drag(from: Locator, to: Locator): Promise<void> {
    // The canvas follows what was added last, so an earlier step may be out of sight; hovering waits until it rests.
    await this.page.getByRole("button", { name: "Show everything" }).click();
    await from.hover();
    const start = await centre(from);
    const end = await centre(to);
    await this.page.mouse.down();
    await this.page.mouse.move((start.x + end.x) / 2, (start.y + end.y) / 2, { steps: 5 });
    await this.page.mouse.move(end.x, end.y, { steps: 5 });
    await this.page.mouse.up();
  }
}

async function centre(locator: Locator): Promise<{ x: number; y: number }> {
  const box = await locator.boundingBox();
  if (!box) throw new Error("not on the screen");
  return { x: box.x + box.width / 2, y: box.y + box.height / 2 };
}
