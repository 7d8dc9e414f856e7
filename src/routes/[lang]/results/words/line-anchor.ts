/** Where a line of a framework stands on its page. */
export const lineAnchor = (code: string): string => `line-${code}`;
