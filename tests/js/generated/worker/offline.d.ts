// What the build writes above sw.js (src/sitekit/live/offline.py).
declare const VERSION: string;
declare const FIXED: string[];
