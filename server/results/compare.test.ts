import fc from "fast-check";
import { expect, it } from "vitest";
import { compareMeans, compareShares, MEAN_PEOPLE_MIN } from "./compare.ts";

it("has the interval of Newcombe's paper", () => {
  // Newcombe 1998, table II, example (a) by method 10: 56/70 against 48/80.
  const found = compareShares({ did: 56, of: 70 }, { did: 48, of: 80 })!;
  expect(found.value).toBeCloseTo(0.2, 10);
  expect(found.low).toBeCloseTo(0.0524, 4);
  expect(found.high).toBeCloseTo(0.3339, 4);
  // Example (h): 10/10 against 0/10, where simple intervals have no width.
  const extreme = compareShares({ did: 10, of: 10 }, { did: 0, of: 10 })!;
  expect(extreme.low).toBeCloseTo(0.6075, 4);
  expect(extreme.high).toBeCloseTo(1, 10);
});

it("says nothing of nobody", () => {
  expect(compareShares({ did: 0, of: 0 }, { did: 1, of: 4 })).toBeNull();
  const few = { people: MEAN_PEOPLE_MIN - 1, sum: 10, squares: 100 };
  expect(compareMeans({ people: 100, sum: 10, squares: 100 }, few)).toBeNull();
});

it("has Welch's interval for what people spent", () => {
  // scipy.stats.ttest_ind(range(40), range(10, 70), equal_var=False).confidence_interval()
  const of = (amounts: number[]) => ({
    people: amounts.length,
    sum: amounts.reduce((sum, amount) => sum + amount, 0),
    squares: amounts.reduce((sum, amount) => sum + amount ** 2, 0),
  });
  const numbers = (from: number, until: number) =>
    Array.from({ length: until - from }, (_, index) => from + index);
  const found = compareMeans(of(numbers(0, 40)), of(numbers(10, 70)))!;
  expect(found.value).toBeCloseTo(-20, 10);
  const variance = (n: number) => (n * (n + 1)) / 12 / n;
  const [a, b] = [variance(40), variance(60)];
  const freedom = (a + b) ** 2 / (a ** 2 / 39 + b ** 2 / 59);
  expect(freedom).toBeGreaterThan(90);
  // Student's 97.5 % point with 97 to 98 degrees of freedom is 1.9845 to 1.9847.
  expect(found.high - found.value).toBeCloseTo(1.9846 * Math.sqrt(a + b), 2);
});

it("always holds the difference that was seen, and turns round with its sides", () => {
  const group = fc
    .integer({ min: 1, max: 500 })
    .chain((of) => fc.record({ of: fc.constant(of), did: fc.integer({ min: 0, max: of }) }));
  fc.assert(
    fc.property(group, group, (one, other) => {
      const found = compareShares(one, other)!;
      const turned = compareShares(other, one)!;
      expect(found.low).toBeLessThanOrEqual(found.value + 1e-12);
      expect(found.high).toBeGreaterThanOrEqual(found.value - 1e-12);
      expect(found.low).toBeGreaterThanOrEqual(-1 - 1e-12);
      expect(found.high).toBeLessThanOrEqual(1 + 1e-12);
      expect(turned.low).toBeCloseTo(-found.high, 10);
    }),
  );
});
