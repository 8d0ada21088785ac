import type { Reader } from './reader.ts';

/** Kept by the platform for a record: who may see it, who follows it, what was said of its changes. */
const keptBeside = /(Share|Feed|History|Tag)$|^(EntitySubscription|FeedItem|TopicAssignment)$/;

/** Objects with a reference to one of these, of which a person may make records. */
export async function objectsPointingAt(reader: Reader, objects: readonly string[]): Promise<string[]> {
  const { sobjects } = await reader.global();
  const made = new Set(
    sobjects
      .filter((s) => s.createable && s.queryable && !s.deprecatedAndHidden && !keptBeside.test(s.name))
      .map((s) => s.name),
  );
  const describes = await Promise.all(objects.map((object) => reader.describe(object)));
  const children = describes.flatMap((d) => d.childRelationships ?? []);
  return [...new Set(children.map((c) => c.childSObject).filter((name) => made.has(name)))];
}
