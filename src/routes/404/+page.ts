export const csr = false;
/** Static hosts look for `404.html`, not for `404/index.html`. */
export const trailingSlash = 'never';
