import type { Capabilities, Channel } from '../connectors/capabilities.ts';
import type { Mapping, ObjectMap } from '../mapping/ir.ts';
import type { SourceProfile } from '../schema/profile.ts';
import { walk } from '../mapping/walk.ts';
import { channelFor } from './channel.ts';
import type { OrderedMap } from './order.ts';
import { secondsFor } from './time.ts';
import type { PhaseEstimate } from './types.ts';
import { volumeOf, type SourceVolumes } from './volume.ts';

/** What a phase takes; `undefined` where its volume is not known or no channel writes its object. */
export function estimatePhase(
  mapping: Mapping,
  { map, deferred }: OrderedMap,
  known: SourceVolumes,
  capabilities: Capabilities,
): PhaseEstimate | undefined {
  const volume = volumeOf(mapping, map, known);
  const channel = volume && channelFor(capabilities, map.destinationObject, volume.records);
  if (!volume || !channel) return undefined;
  const { records, certainty } = volume;
  const linked = Math.max(0, ...deferred.map(({ field }) => filled(map, field, records, known.profile)));
  const second = linked > 0 ? channelFor(capabilities, map.destinationObject, linked) : undefined;
  const writes = Math.ceil(records / channel.maxRecords);
  const links = second ? Math.ceil(linked / second.maxRecords) : 0;
  const lookUps = map.match ? Math.ceil(records / lookUpRecords(capabilities)) : 0;
  const bytes =
    capabilities.storage?.bytesPerRecord[map.destinationObject] ?? capabilities.storage?.bytesPerRecord['*'];
  return {
    records,
    certainty,
    secondPassRecords: linked,
    channel: channel.name,
    requests: writes + links + lookUps,
    cost:
      writes * costOf(channel, map.destinationObject) +
      (second ? links * costOf(second, map.destinationObject) : 0) +
      lookUps * (capabilities.lookUp?.cost ?? 1),
    ...(bytes !== undefined && { storageBytes: bytes * records }),
    seconds:
      secondsFor(channel, records, capabilities.maxInFlight) +
      (second ? secondsFor(second, linked, capabilities.maxInFlight) : 0) +
      lookUps / capabilities.maxInFlight,
  };
}

function costOf(channel: Channel, object: string): number {
  return channel.costs?.[object] ?? channel.costPerRequest;
}

/** Unless the destination says otherwise, `match` asks for about as many records at a time as the smallest channel writes. */
function lookUpRecords({ channels, lookUp }: Capabilities): number {
  return lookUp?.records ?? channels[0]?.maxRecords ?? 1;
}

/** Records whose deferred field has a value: those where a source field it reads is not empty. */
function filled(map: ObjectMap, field: string, records: number, profile: SourceProfile | undefined): number {
  const line = map.fields.find((candidate) => candidate.field === field);
  const object = profile?.objects.find((candidate) => candidate.object === map.sourceObject);
  if (!line || !object || object.records === 0) return records;
  const read = [...walk(line.value)].flatMap((expr) => (expr.kind === 'field' ? [expr.path.join('.')] : []));
  const parts = object.fields
    .filter((candidate) => read.includes(candidate.field))
    .map((candidate) => 1 - candidate.nulls / object.records);
  return parts.length === 0
    ? records
    : Math.round(
        records *
          Math.min(
            1,
            parts.reduce((a, b) => a + b),
          ),
      );
}
