import type { CopyList } from '#lib/offline/copy-list.ts';
import { leaveDevice, serveCopies } from '#lib/offline/serve-copies.ts';
import type { WorkerScope } from '#lib/offline/worker-scope.ts';

/** The build writes it before this file, of a site that may be kept. */
declare const atalayaCopies: CopyList | undefined;

const scope = self as unknown as WorkerScope;

if (typeof atalayaCopies === 'undefined') leaveDevice(scope);
else serveCopies(scope, atalayaCopies);
