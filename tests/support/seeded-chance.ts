import fc from 'fast-check';
import { isSlow } from './slow.ts';

// The same tree gives the same result; `npm run test:slow` draws other examples each time.
fc.configureGlobal(isSlow ? {} : { seed: 20_241_122 });
