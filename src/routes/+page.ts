/** A page of links: it needs no script. */
export const csr = false;
