// What the build writes as assets/js/run/packed.js (src/sitekit/live/packed.py).
export const PACKED: { pyodide: string; engine: string; programs: string; editor: string; bytes: number };
