import { openBench, type Bench } from './bench.ts';
import { contractOfDescribing } from './describing.ts';
import { contractOfFields } from './fields.ts';
import { contractOfFiles } from './files.ts';
import type { Harness } from './harness.ts';
import { contractOfIdentity } from './identity.ts';
import { contractOfTimes } from './times.ts';
import { contractOfTrouble } from './trouble.ts';
import { contractOfWriting } from './writing.ts';

/** What every destination connector must do, so that the engine can trust it with records. */
export function destinationContract(harness: Harness): void {
  describe(`destination contract: ${harness.system}`, function () {
    this.timeout(60_000);
    let bench: Bench;
    const open = () => bench;
    before(async () => {
      bench = await openBench(harness);
    });
    after(() => bench.stop());
    beforeEach(() => void bench.handles.splice(0));
    afterEach(() => bench.clearFaults());

    contractOfDescribing(harness, open);
    for (const channel of harness.channels) {
      contractOfWriting(harness, open, channel);
      contractOfTrouble(harness, open, channel);
    }
    contractOfIdentity(harness, open);
    contractOfTimes(harness, open);
    contractOfFields(harness, open);
    contractOfFiles(harness, open);
  });
}
