import type { Io } from '../io.ts';

/** One line on the terminal that tells what is going on and is redrawn; nothing where standard error is no terminal. */
export function statusLine(io: Io): { show(text: string): void; clear(): void } {
  let drawnAt = 0;
  const draw = (text: string) => void process.stderr.write(`\r\u001B[K${text}`);
  return {
    show(text) {
      if (!io.live || Date.now() - drawnAt < 100) return;
      drawnAt = Date.now();
      draw(io.errPaint.dim(text.slice(0, (process.stderr.columns || 80) - 1)));
    },
    clear() {
      if (drawnAt > 0) draw('');
    },
  };
}
