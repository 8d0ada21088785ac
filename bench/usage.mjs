// Loaded into the measured processes: when one ends, it leaves a line about what it has used.
import { appendFileSync } from 'node:fs';

process.on('exit', () => {
  const { maxRSS, userCPUTime, systemCPUTime } = process.resourceUsage();
  const line = {
    arguments: process.argv.slice(1),
    peakRssMb: Math.round(maxRSS / 1024),
    cpuSeconds: Number(((userCPUTime + systemCPUTime) / 1e6).toFixed(1)),
  };
  appendFileSync(process.env.MIGMAP_BENCH_USAGE, `${JSON.stringify(line)}\n`);
});
