/** Nothing here changes once it is shown. */
export const csr = false;
