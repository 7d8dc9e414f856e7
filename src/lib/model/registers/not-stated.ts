/** What stands for a date that no document gives. */
export const notStated = 'not stated';
