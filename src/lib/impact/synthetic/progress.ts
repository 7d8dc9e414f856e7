/**
 * Called after each of the estimates of a long loop. What it throws ends the loop: that is how a worker
 * cancels.
 */
export type Progress = (done: number, total: number) => void;
