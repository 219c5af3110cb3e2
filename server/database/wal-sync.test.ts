import { expect, it } from "vitest";
import { NotDurable, WalSync } from "./wal-sync.ts";

/** A disk that is done when the test says so. */
class SlowDisk {
  readonly turns: { done(): void; fail(): void }[] = [];

  sync = () =>
    new Promise<void>((resolve, reject) => {
      this.turns.push({ done: resolve, fail: () => reject(new Error("the disk is broken")) });
    });
}

async function microtasks(): Promise<void> {
  for (let turn = 0; turn < 20; turn++) await Promise.resolve();
}

it("counts only a turn of the disk that began after the call", async () => {
  const disk = new SlowDisk();
  const log = new WalSync(disk.sync);
  const done: string[] = [];
  void log.settled().then(() => done.push("first"));
  void log.settled().then(() => done.push("second"));
  void log.settled().then(() => done.push("third"));
  expect(disk.turns).toHaveLength(1);
  disk.turns[0]!.done();
  await microtasks();
  expect(done).toEqual(["first"]);
  expect(disk.turns).toHaveLength(2);
  void log.settled().then(() => done.push("fourth"));
  disk.turns[1]!.done();
  await microtasks();
  expect(done).toEqual(["first", "second", "third"]);
  expect(disk.turns).toHaveLength(3);
  disk.turns[2]!.done();
  await microtasks();
  expect(done).toHaveLength(4);
  expect(disk.turns).toHaveLength(3);
});

it("lets whoever only read wait for those who wrote before, and for nobody else", async () => {
  const disk = new SlowDisk();
  const log = new WalSync(disk.sync);
  await log.idle();
  expect(disk.turns).toHaveLength(0);
  void log.settled();
  void log.settled();
  const done: string[] = [];
  void log.idle().then(() => done.push("reader"));
  disk.turns[0]!.done();
  await microtasks();
  expect(done).toEqual([]);
  disk.turns[1]!.done();
  await microtasks();
  expect(done).toEqual(["reader"]);
  expect(disk.turns).toHaveLength(2);
});

it("acknowledges nothing any more once the disk has refused", async () => {
  const disk = new SlowDisk();
  const log = new WalSync(disk.sync);
  const failing = log.settled();
  const following = log.settled();
  disk.turns[0]!.fail();
  await expect(failing).rejects.toThrow(NotDurable);
  await expect(following).rejects.toThrow(NotDurable);
  await expect(log.settled()).rejects.toThrow(NotDurable);
  await expect(log.idle()).rejects.toThrow(NotDurable);
  expect(disk.turns).toHaveLength(1);
});
