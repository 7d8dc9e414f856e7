/** Ends the task that runs: what comes after it waits for its turn, and the page answers in between. */
export const nextTask = (): Promise<void> => new Promise((resolve) => setTimeout(resolve));
