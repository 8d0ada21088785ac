/** Watches the values of one field go by, in a bounded amount of memory. */
import type { FieldProfile } from '../../schema/profile.ts';
import type { Value } from '../../values.ts';
import { parseJson } from './lists.ts';
import type { Shape } from './shapes.ts';
import { shapesOf } from './shapes.ts';

/** Values that are kept with their counts; of more, only how many there are. */
const keptValues = 1000;
const keptLength = 255;
const maxDistinct = 100_000;
const maxElementKeys = 50;
const limits = [
  5, 10, 15, 18, 20, 30, 40, 50, 60, 64, 80, 100, 120, 128, 150, 160, 180, 200, 240, 250, 255, 300, 400, 500,
  765, 850, 1000, 1300, 1500, 2000, 4000, 5000, 8000, 10_000, 16_000, 20_000, 32_000, 32_768, 50_000, 65_535,
  100_000, 131_072, 1_000_000,
];

export class FieldObserver {
  /** Values that are not empty. */
  filled = 0;
  longest = 0;
  numbers = 0;
  wholeNumbers = 0;
  booleans = 0;
  lists = 0;
  objects = 0;
  /** Of the elements of lists that are objects, by key. */
  readonly elements = new Map<string, FieldObserver>();
  /** Lists with an element that is no object. */
  plainElements = 0;
  private readonly counts = new Map<string, number>();
  private readonly others = new Set<number>();
  private readonly lengths = new Map<number, number>();
  private readonly byShape = new Map<Shape, number>();
  private settled = false;

  add(value: Value | undefined): void {
    if (typeof value === 'string') {
      if (value.trim() !== '') this.addText(value);
    } else if (value !== null && value !== undefined) this.addNative(value);
  }

  private addNative(value: Exclude<Value, string | null>): void {
    if (typeof value === 'number') {
      this.numbers++;
      if (Number.isSafeInteger(value)) this.wholeNumbers++;
    } else if (typeof value === 'boolean') this.booleans++;
    else if (Array.isArray(value)) {
      if (value.length === 0) return;
      this.lists++;
      for (const element of value as readonly Value[]) this.addElement(element);
    } else this.objects++;
    this.addText(typeof value === 'object' ? JSON.stringify(value) : String(value), false);
  }

  addElement(element: Value): void {
    if (typeof element !== 'object' || element === null || Array.isArray(element)) {
      this.plainElements++;
      return;
    }
    for (const [key, value] of Object.entries(element)) {
      let observer = this.elements.get(key);
      if (!observer && this.elements.size < maxElementKeys)
        this.elements.set(key, (observer = new FieldObserver()));
      observer?.add(value);
    }
  }

  private addText(text: string, shaped = true): void {
    this.filled++;
    if (text.length > this.longest) this.longest = text.length;
    const seen = text.length <= keptLength ? this.counts.get(text) : undefined;
    if (seen !== undefined) {
      this.counts.set(text, seen + 1);
      return;
    }
    if (this.counts.size < keptValues && text.length <= keptLength) {
      // A copy: a slice would keep alive the whole chunk of the file that it was cut from.
      this.counts.set(Buffer.from(text).toString(), 1);
      return;
    }
    if (this.others.size < maxDistinct) this.others.add(hash(text));
    this.take(text, 1, shaped);
  }

  private take(text: string, count: number, shaped: boolean): void {
    const length =
      text.length <= 1000 ? text.length : (limits.findLast((limit) => limit < text.length) ?? 0) + 1;
    this.lengths.set(length, (this.lengths.get(length) ?? 0) + count);
    if (!shaped) return;
    for (const shape of shapesOf(text)) this.byShape.set(shape, (this.byShape.get(shape) ?? 0) + count);
  }

  /** How many values look so. Call it when all values have gone by. */
  count(shape: Shape): number {
    if (!this.settled) {
      this.settled = true;
      const shaped = this.numbers + this.booleans + this.lists + this.objects === 0;
      for (const [text, count] of this.counts) this.take(text, count, shaped);
    }
    return this.byShape.get(shape) ?? 0;
  }

  get distinct(): number {
    return Math.min(maxDistinct, this.counts.size + this.others.size);
  }

  get distinctCapped(): boolean {
    return this.others.size >= maxDistinct;
  }

  /** Values that were kept, most frequent first; all of them where `complete`. */
  values(): { readonly values: readonly { value: string; count: number }[]; readonly complete: boolean } {
    const values = [...this.counts].map(([value, count]) => ({ value, count }));
    values.sort((a, b) => b.count - a.count || (a.value < b.value ? -1 : 1));
    return { values, complete: this.others.size === 0 };
  }

  profile(field: string, records: number): FieldProfile {
    this.count('id');
    const { values, complete } = this.values();
    const lengths = limits
      .map((longerThan) => ({ longerThan, count: this.longerThan(longerThan) }))
      .filter(({ count }) => count > 0);
    return {
      field,
      nulls: records - this.filled,
      distinct: this.distinct,
      ...(this.distinctCapped ? { distinctCapped: true } : {}),
      values: complete ? values : values.slice(0, 50),
      longest: this.longest,
      ...(lengths.length ? { lengths } : {}),
      samples: [...this.counts.keys()].slice(0, 5).map((text) => text.slice(0, 200)),
    };
  }

  private longerThan(limit: number): number {
    let total = 0;
    for (const [length, count] of this.lengths) if (length > limit) total += count;
    return total;
  }

  /** Looks into kept texts that are JSON arrays, as CSV has them. */
  openJsonLists(): void {
    for (const text of this.counts.keys()) {
      const list = text.trim().startsWith('[') ? parseJson(text) : undefined;
      if (Array.isArray(list)) for (const element of list as readonly Value[]) this.addElement(element);
    }
  }

  /** Up to five kept values that the test lets through. */
  samplesOf(test: (text: string) => boolean): string[] {
    const found: string[] = [];
    for (const text of this.counts.keys()) {
      if (found.length === 5) break;
      if (test(text)) found.push(text.slice(0, 200));
    }
    return found;
  }
}

/** 53 bits, so that a hundred thousand values collide once in a million fields. */
function hash(text: string): number {
  let [a, b] = [0xdeadbeef, 0x41c6ce57];
  for (let i = 0; i < text.length; i++) {
    const sign = text.charCodeAt(i);
    a = Math.imul(a ^ sign, 2654435761);
    b = Math.imul(b ^ sign, 1597334677);
  }
  a = Math.imul(a ^ (a >>> 16), 2246822507) ^ Math.imul(b ^ (b >>> 13), 3266489909);
  b = Math.imul(b ^ (b >>> 16), 2246822507) ^ Math.imul(a ^ (a >>> 13), 3266489909);
  return 4294967296 * (2097151 & b) + (a >>> 0);
}
