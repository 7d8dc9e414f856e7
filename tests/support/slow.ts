/** `npm run test:slow` looks longer at what chance decides. */
export const isSlow = import.meta.env.MODE === 'slow';
