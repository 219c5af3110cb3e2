import type { Channel } from "#workflows/node.ts";
import { isRearmed } from "#workflows/rearm.ts";
import { moods } from "./outside-world.ts";
import type { People } from "./owner.ts";
import { pickSegment, randomSegment } from "./random-segment.ts";
import { randomCaps, twoTimes } from "./random-settings.ts";
import { editedWorkflow, randomWorkflow } from "./random-workflow.ts";
import type { WorkflowRow } from "./rows.ts";
import type { Simulation } from "./simulation.ts";
import { HOOK_EVENT, SEGMENTS, zones } from "./vocabulary.ts";

const SECOND_MS = 1_000;
const MINUTE_MS = 60 * SECOND_MS;
const HOUR_MS = 60 * MINUTE_MS;
const DAY_MS = 24 * HOUR_MS;

/** One thing that somebody does, or that happens, in one step. */
export interface Action {
  name: string;
  weight: number;
  run(simulation: Simulation): Promise<void>;
}

/** A shop on its first day: its settings, customers and workflows. */
export async function prepareShop(simulation: Simulation): Promise<void> {
  const { random, owner, customers } = simulation;
  await setShop(simulation);
  await setRules(simulation);
  for (let id = 1; id <= SEGMENTS; id++)
    await owner.saveSegment(null, `Segment ${id}`, randomSegment(random, id), simulation.now);
  for (const id of customers.ids) {
    await simulation.send([simulation.enter(customers.identify(id, simulation.now, { first: true }))]);
  }
  for (let count = random.integer(2, 4); count > 0; count--) {
    await owner.createWorkflow(randomWorkflow(random, simulation.now), simulation.now);
  }
}

export const actions: readonly Action[] = [
  {
    name: "a customer does something",
    weight: 24,
    run: (s) => s.send([s.enter(s.customers.track(person(s), s.now))]),
  },
  {
    name: "something is told late",
    weight: 4,
    run: (s) => s.send([s.enter(s.customers.track(person(s), s.now, { late: true }))]),
  },
  { name: "an event is sent twice", weight: 3, run: repeat },
  { name: "what was not answered is sent again", weight: 6, run: sendAgain },
  { name: "many things at once", weight: 4, run: burst },
  { name: "a customer does the same several times", weight: 5, run: several },
  {
    name: "a customer changes",
    weight: 6,
    run: (s) => s.send([s.enter(s.customers.identify(person(s), s.now))]),
  },
  {
    name: "a browser is said to be a customer's",
    weight: 2,
    run: (s) => s.send([s.enter(s.customers.alias(person(s), s.now))]),
  },
  { name: "a hook is called", weight: 2, run: callHook },
  { name: "a customer subscribes in a browser", weight: 3, run: subscribe },
  { name: "a browser unsubscribes", weight: 1, run: unsubscribe },
  { name: "a customer answers to mail", weight: 2, run: changeConsent },
  { name: "seconds pass", weight: 4, run: (s) => s.pass(s.random.integer(1, 90) * SECOND_MS) },
  { name: "minutes pass", weight: 8, run: (s) => s.pass(s.random.integer(2, 90) * MINUTE_MS) },
  { name: "hours pass", weight: 9, run: (s) => s.pass(s.random.integer(1, 30) * HOUR_MS) },
  { name: "days pass", weight: 4, run: (s) => s.pass(s.random.integer(1, 6) * DAY_MS) },
  { name: "the clock is set ahead", weight: 1, run: (s) => setClock(s, s.random.integer(1, 40 * 60)) },
  { name: "the clock is set back", weight: 1, run: (s) => setClock(s, -s.random.integer(1, 90)) },
  { name: "the power fails", weight: 3, run: failPower },
  { name: "the server is restarted", weight: 1, run: restart },
  { name: "the outside changes its mood", weight: 7, run: changeMood },
  { name: "the outside answers", weight: 3, run: answerAll },
  { name: "a workflow is paused or resumed", weight: 4, run: pauseOrResume },
  { name: "a workflow is published anew", weight: 4, run: publish },
  {
    name: "a workflow is made",
    weight: 1,
    run: (s) => s.owner.createWorkflow(randomWorkflow(s.random, s.now), s.now),
  },
  { name: "a workflow is removed or restored", weight: 1, run: removeOrRestore },
  { name: "somebody is added by hand", weight: 2, run: addByHand },
  {
    name: "a list is added by hand",
    weight: 1,
    run: (s) => withWorkflow(s, isManual(s), ({ id }) => s.owner.admit(id, `list-${s.now}`, s.now)),
  },
  { name: "a segment has another rule", weight: 2, run: changeSegment },
  { name: "the shop's settings change", weight: 1, run: setShop },
  { name: "the rules of sending change", weight: 1, run: setRules },
  {
    name: "all sending is switched",
    weight: 1,
    run: (s) => s.owner.switchSending(!s.rows.now.settings.sendingOff, s.now),
  },
];

function person({ random, customers }: Simulation): string {
  return random.pick(customers.ids);
}

function profileId(simulation: Simulation): number {
  return simulation.random.pick([...simulation.rows.now.profiles.keys()]);
}

async function repeat(simulation: Simulation): Promise<void> {
  const known = [...simulation.ledger.sent.values()].filter(({ item }) => item.messageId !== null);
  if (known.length > 0) await simulation.send([simulation.random.pick(known)]);
}

async function sendAgain(simulation: Simulation): Promise<void> {
  const unanswered = simulation.unanswered.splice(0);
  const receivedAt = simulation.now;
  for (const entry of unanswered)
    entry.item = { ...entry.item, receivedAt, at: Math.min(entry.item.at, receivedAt) };
  if (unanswered.length > 0) await simulation.send(unanswered);
}

async function burst(simulation: Simulation): Promise<void> {
  const { random, customers, now } = simulation;
  const requests = Array.from({ length: random.integer(2, 5) }, () =>
    Array.from({ length: random.integer(1, 3) }, () => {
      const somebody = person(simulation);
      const item = random.chance(0.8) ? customers.track(somebody, now) : customers.identify(somebody, now);
      return simulation.enter(item);
    }),
  );
  await simulation.sendAtOnce(requests);
}

/** In one request, as a program sends it that gathers events: what follows from them follows at the same time. */
async function several(simulation: Simulation): Promise<void> {
  const { random, customers, now } = simulation;
  const somebody = person(simulation);
  const first = customers.track(somebody, now);
  const others = Array.from({ length: random.integer(1, 3) }, () => customers.trackLike(first.item, now));
  await simulation.send([first, ...others].map((sent) => simulation.enter(sent)));
}

async function callHook(simulation: Simulation): Promise<void> {
  const id = profileId(simulation);
  const event = { name: HOOK_EVENT, at: simulation.now, properties: { city: "Berlin", total: 7 } };
  await simulation.server.do((engine) => engine.record(id, event));
}

function subscribe(simulation: Simulation): Promise<void> {
  return simulation.owner.subscribe(profileId(simulation), simulation.random.integer(1, 2), simulation.now);
}

function unsubscribe(simulation: Simulation): Promise<void> {
  return simulation.owner.unsubscribeBrowser(
    profileId(simulation),
    simulation.random.integer(1, 2),
    simulation.now,
  );
}

function changeConsent(simulation: Simulation): Promise<void> {
  const { random, owner } = simulation;
  const channel: Channel = random.pick(["email", "web-push"]);
  return owner.consent(profileId(simulation), channel, random.pick(["withdrawn", "granted"]), simulation.now);
}

async function setClock(simulation: Simulation, minutes: number): Promise<void> {
  simulation.time.set(minutes * MINUTE_MS);
  await simulation.server.rest();
}

async function failPower(simulation: Simulation): Promise<void> {
  await simulation.server.kill();
  simulation.time.pass(simulation.random.pick([0, SECOND_MS, MINUTE_MS, HOUR_MS]));
  // It may fail again while the server starts.
  if (simulation.random.chance(0.3))
    simulation.server.breakAt({ kind: "crash-at-statement", statements: simulation.random.integer(1, 20) });
  await simulation.server.start();
}

async function restart(simulation: Simulation): Promise<void> {
  simulation.server.breakAt(null);
  await simulation.server.stop();
  await simulation.server.start();
}

async function changeMood({ random, world, coverage }: Simulation): Promise<void> {
  world.mood = random.pickWeighted(moods, (mood) => (mood === "well" || mood === "flaky" ? 4 : 1));
  coverage.count("mood", world.mood);
}

async function answerAll(simulation: Simulation): Promise<void> {
  simulation.world.answerAll();
  if (simulation.world.mood === "slow") simulation.world.mood = "well";
  await simulation.server.rest();
}

async function pauseOrResume(simulation: Simulation): Promise<void> {
  await withWorkflow(
    simulation,
    ({ status, removedAt }) => status !== "draft" && removedAt === null,
    ({ id, status }) => simulation.owner.switch(id, status === "live" ? "paused" : "live", simulation.now),
  );
}

async function publish(simulation: Simulation): Promise<void> {
  const { random, owner, rows, now, coverage } = simulation;
  await withWorkflow(
    simulation,
    ({ removedAt }) => removedAt === null,
    async (workflow) => {
      const graph = editedWorkflow(random, workflow.draft, now);
      const choose = () => random.pick(["stay", "move", "exit"] as const);
      const kind = choose();
      coverage.count("publish", kind);
      const gone = workflow.draft.nodes.filter(({ id }) => !graph.nodes.some((node) => node.id === id));
      const left = graph.nodes.slice(1).map(({ id }) => id);
      const targets = Object.fromEntries(
        gone.map(({ id }) => [id, left.length > 0 && random.chance(0.6) ? random.pick(left) : null]),
      );
      const apart = workflow.draft.nodes.filter(() => random.chance(0.2));
      const answers = Object.fromEntries(apart.map(({ id }) => [id, choose()]));
      const people: People = kind === "stay" && apart.length === 0 ? null : { kind, answers, targets };
      // One that is paused is switched on again by this or stays as it is.
      const resume = random.chance(0.5);
      const live = rows.versions.get(workflow.liveVersionId ?? 0)?.drawn ?? null;
      const rearmed = isRearmed(graph, live);
      await owner.publish(workflow, graph, { people, rearmed, resume }, now);
    },
  );
}

async function changeSegment({ random, owner, now }: Simulation): Promise<void> {
  const id = pickSegment(random);
  await owner.saveSegment(id, `Segment ${id}`, randomSegment(random, id), now);
}

async function removeOrRestore(simulation: Simulation): Promise<void> {
  await withWorkflow(
    simulation,
    () => true,
    ({ id, removedAt }) =>
      removedAt === null ? simulation.owner.remove(id, simulation.now) : simulation.owner.restore(id),
  );
}

async function addByHand(simulation: Simulation): Promise<void> {
  await withWorkflow(simulation, isManual(simulation), async ({ id }) => {
    const start = { messageId: `${simulation.now}`, data: { event: { city: "Paris", total: 40 } } };
    const who = profileId(simulation);
    await simulation.server.do((engine) => engine.startByHand(id, who, start));
  });
}

function isManual({ rows }: Simulation): (workflow: WorkflowRow) => boolean {
  return ({ liveVersionId }) =>
    liveVersionId !== null && rows.versions.get(liveVersionId)?.graph.trigger?.definition.manual === true;
}

async function withWorkflow(
  { random, rows }: Simulation,
  suits: (workflow: WorkflowRow) => boolean,
  work: (workflow: WorkflowRow) => Promise<void>,
): Promise<void> {
  const workflows = [...rows.now.workflows.values()].filter(suits);
  if (workflows.length > 0) await work(random.pick(workflows));
}

function setShop({ random, owner }: Simulation): Promise<void> {
  return owner.setShop({
    shopName: "Simulated shop",
    timezone: random.pick(zones),
    currency: "EUR",
    language: "en",
    postalAddress: "",
    consentRule: random.chance(0.6) ? "soft" : "granted",
  });
}

function setRules({ random, owner }: Simulation): Promise<void> {
  const [from, to] = twoTimes(random);
  const caps = randomCaps(random, 0) as Parameters<typeof owner.setSendingRules>[0]["caps"];
  return owner.setSendingRules({ quietHours: { on: random.chance(0.6), from, to }, caps });
}
