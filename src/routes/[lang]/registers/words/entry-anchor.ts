/** Where an entry of a register stands in the table of its page. */
export const entryAnchor = (register: string, id: string): string => `${register}-${id}`;
