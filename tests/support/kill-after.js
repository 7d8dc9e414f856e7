// Loaded before a program: ends it the hard way right after its n-th change of the disk, so that no
// `finally` runs. With ATALAYA_KILL_AFTER=0 it only says, as its last line, how many changes it saw.
import fs from 'node:fs';
import { syncBuiltinESMExports } from 'node:module';

const last = Number(process.env['ATALAYA_KILL_AFTER'] ?? 0);
const changing = /** @type {const} */ ([
	...['writeFileSync', 'writeSync', 'renameSync', 'mkdirSync', 'rmSync', 'rmdirSync'],
	...['copyFileSync', 'cpSync', 'unlinkSync', 'openSync']
]);
let changes = 0;

/** @type {Record<string, (...parameters: unknown[]) => unknown>} */
const files = Object(fs);
for (const name of changing) {
	const original = /** @type {(...parameters: unknown[]) => unknown} */ (files[name]);
	/** @param {unknown[]} parameters */
	const counted = (...parameters) => {
		const result = original(...parameters);
		const isChange = name !== 'openSync' || /[wa]/.test(String(parameters[1] ?? 'r'));
		if (isChange && ++changes === last) process.kill(process.pid, 'SIGKILL');
		return result;
	};
	files[name] = counted;
}
syncBuiltinESMExports();

process.on('exit', () => {
	if (last === 0) process.stdout.write(`${changes}\n`);
});
