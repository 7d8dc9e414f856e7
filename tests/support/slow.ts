/** `npm run test:slow` and `npm run test:browser` look longer, at what `npm test` has no time for. */
export const isSlow = import.meta.env.MODE === 'slow';
